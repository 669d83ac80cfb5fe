import { open, type Routes, read, write } from './row.ts';

const upload = { fields: {}, bound: 404, noSessions: true };
// The address can not be guessed: who has it may know that it is one.
const secret = { noSessions: true, absent: 404, lacking: 404 };

/** The partner API. */
export const PARTNER: Routes = {
  'GET /openapi/partner.json': open('/openapi/partner.json'),
  'POST /api/v1/partner/asset/upload/private': write('/api/v1/partner/asset/upload/private', upload),
  'POST /api/v1/partner/asset/upload/public': write('/api/v1/partner/asset/upload/public', upload),
  'GET /api/v1/partner/asset/:assetKey': [
    read('/api/v1/partner/asset/{assetKey}', secret),
    read('/api/v1/partner/asset/{assetKey}?size=800', secret),
    // What is not there is shown as a neutral picture.
    read('/api/v1/partner/asset/{assetKey}?handleError=true', {
      noSessions: true,
      foreign: 200,
      trashed: 200,
      absent: 200,
      lacking: 200,
    }),
  ],
};
