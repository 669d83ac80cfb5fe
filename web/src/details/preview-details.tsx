// The details of what the preview shows, beside it.
import type { OpenList } from '../library/openers.ts';
import { AssetDetails } from './asset-details.tsx';
import { DetailsFrame } from './details-frame.tsx';

export const PreviewDetails = ({ id, open }: { readonly id: string; readonly open: OpenList | undefined }) => (
  <DetailsFrame>
    <AssetDetails id={id} open={open} />
  </DetailsFrame>
);
