// Who has taken a job, by a name that only one process has at a time: whoever has it next finds what the last one has left.

export const statements = (): string[] => [
  `alter table jobs add column leased_by text`,
  `create index jobs_by_holder on jobs (leased_by) where leased_by is not null`,
];
