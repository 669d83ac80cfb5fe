// How often work at a job has begun: to be asked for one only costs nothing, and an answer may get lost on its way.

export const statements = (): string[] => [`alter table jobs add column begun integer not null default 0`];
