// Buttons: with words, and with a picture alone.
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

const KINDS = {
  primary: 'bg-accent text-on-accent shadow-1 hover:bg-accent-strong',
  secondary: 'border border-line bg-surface text-ink shadow-1 hover:bg-hover',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-on-accent dark:text-black shadow-1 hover:bg-danger-strong',
} as const;

const SIZES = { small: 'h-8 px-3 text-sm', medium: 'h-9 px-3.5', large: 'h-11 px-5 text-lg' } as const;

const SHARED =
  'inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors disabled:opacity-50 disabled:pointer-events-none data-[disabled]:opacity-50';

export interface ButtonLook {
  readonly kind?: keyof typeof KINDS;
  readonly size?: keyof typeof SIZES;
}

/** The classes of a button, for what is a button by other means, such as a link. */
export const buttonClass = ({ kind = 'secondary', size = 'medium' }: ButtonLook = {}): string =>
  `${SHARED} ${KINDS[kind]} ${SIZES[size]}`;

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'>, ButtonLook {
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

export function Button({ kind, size, icon: Icon, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass({ ...(kind && { kind }), ...(size && { size }) })} {...rest}>
      {Icon && <Icon aria-hidden size={16} strokeWidth={2} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  readonly icon: LucideIcon;
  /** Its name for those who do not see it, and its tip for those who do. */
  readonly label: string;
  readonly isPressed?: boolean;
}

export const ICON_BUTTON =
  'inline-grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-ink data-[popup-open]:bg-hover disabled:opacity-50 disabled:pointer-events-none';

export function IconButton({ icon: Icon, label, isPressed, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} className={ICON_BUTTON} aria-label={label} data-tip={label} aria-pressed={isPressed} {...rest}>
      <Icon aria-hidden size={18} strokeWidth={1.75} />
    </button>
  );
}
