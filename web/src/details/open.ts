// Whether details are shown. They never open by themselves, since what is beside them would move; once opened, they stay until closed.
import { createObservable } from '../app/observable.ts';

export const detailsOpen = createObservable(false);

export const toggleDetails = (): void => detailsOpen.set(!detailsOpen.get());
