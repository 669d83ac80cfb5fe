// What the browser's tab and its history call the page.
import { useEffect } from 'react';
import { useMessages } from '../i18n/index.ts';

export function usePageTitle(title: string): void {
  const { app } = useMessages();
  useEffect(() => {
    document.title = `${title} · ${app.name}`;
  }, [title, app]);
}
