// The list of uploads as a text file: for whoever has to say what has arrived and what has not.
import { currentTranslation } from '../i18n/index.ts';
import { shownPlace, type UploadItem } from './items.ts';
import { wordsOf } from './words.ts';

/** A line for each, with tabs between its parts: state, place and name, size in bytes, why. */
function reportOf(items: readonly UploadItem[]): string {
  const { messages } = currentTranslation();
  const lines = items.map((item) => {
    const path = [shownPlace(item.place), item.name].filter(Boolean).join('/');
    const why = item.failure === undefined ? '' : wordsOf(item.failure);
    return [messages.upload.states[item.state], path, item.sizeBytes, why].map(onOneLine).join('\t');
  });
  return `${lines.join('\n')}\n`;
}

const onOneLine = (part: string | number): string => String(part).replaceAll(/\s+/g, ' ');

export function saveReport(items: readonly UploadItem[]): void {
  const address = URL.createObjectURL(new Blob([reportOf(items)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = currentTranslation().messages.upload.reportName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
