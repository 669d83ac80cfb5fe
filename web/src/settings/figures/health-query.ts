// Under which name the answers about health are kept.
export const HEALTH = ['health'];
