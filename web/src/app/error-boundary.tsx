// What is shown where a part of the page has failed, in place of that part.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useMessages } from '../i18n/index.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** React knows no other way to catch what is thrown while a page is made. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failure /> : this.props.children;
  }
}

/** `lead`: what is known of it, in plain words. */
export function Failure({ lead }: { readonly lead?: string }) {
  const { errors } = useMessages();
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-20 text-center">
      <h1 className="text-xl font-semibold">{errors.brokenTitle}</h1>
      <p className="text-ink-soft text-pretty">{lead ?? errors.brokenLead}</p>
      <button
        type="button"
        onClick={() => location.reload()}
        className="mt-3 h-9 rounded-lg bg-accent px-4 font-medium text-on-accent hover:bg-accent-strong"
      >
        {errors.reload}
      </button>
    </div>
  );
}
