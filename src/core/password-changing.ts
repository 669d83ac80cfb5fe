// Setting passwords: by those who know the one before, and by those who have a link.
import type { Actor } from './access.ts';
import type { Context } from './context.ts';
import { CoreError, invalid } from './errors.ts';
import { hashPassword, passwordMatches } from './secrets.ts';
import { checkPassword } from './users.ts';

/** One's own; all other sessions end. Throws `invalid` for `old_password` where it is not the right one. */
export async function changeOwnPassword(
  { query, write }: Context,
  actor: Actor,
  { oldPassword, newPassword }: { readonly oldPassword: string; readonly newPassword: string },
): Promise<void> {
  const user = await query.getOwnAccount(actor);
  checkPassword(newPassword, 'new_password');
  if (!(await passwordMatches(oldPassword, user.passwordHash)))
    throw invalid('old_password', 'This is not the present password.');
  await write.setOwnPassword(actor, user.passwordHash, await hashPassword(newPassword));
}

/** Throws `forbidden` before any work for a link that was used, replaced or is too old; `invalid`. */
export async function setLinkedPassword({ query, write }: Context, token: string, password: string): Promise<void> {
  if (!(await query.findPasswordLinkUser(token)))
    throw new CoreError('forbidden', 'This link has been used, replaced by a newer one, or is too old.');
  checkPassword(password);
  await write.redeemPasswordLink(token, await hashPassword(password));
}
