// Every MUST and MUST NOT of the tus protocol (1.0.0, https://tus.io/protocols/resumable-upload) in its order, with the test that holds
// it, or the reason why it needs none. There are 88; two say what the words mean.

type Sentence = readonly [sentence: string, proof: string];

const HERE = 'test/http/tus-conformance.test.ts';
const RESUMABLE = 'test/http/resumable.test.ts';

const HEAD = `${HERE}: tells by HEAD of offset and length, for nobody to keep`;
const BODIES = `${HERE}: takes no other type of body, offset or number, and nothing changes by it`;
const VERSION = `${HERE}: speaks 1.0.0, and does nothing for whoever speaks something else`;
const ANSWERS = `${HERE}: names its version in every answer, and what more it can in that to OPTIONS`;
const SUM = `${HERE}: acknowledges a piece by the sum of what was there and what has come, and by when to go on`;
const LENGTH = `${HERE}: create by one length, told now or later, and never another`;
const METADATA = `${HERE}: keep what is said of an upload as it was said, where it can be read`;
const WITH_BYTES = `${HERE}: take bytes with the request that creates, and end what has none`;
const GIVEN_UP = `${HERE}: forget what is given up, and refuse what is not offered`;
const CLIENT = `${RESUMABLE}: work with the official client, in chunks`;
const OF_CLIENTS =
  'not applicable: it binds clients; what one sends otherwise is refused by the tests of its neighbours';
const ONE_METHOD =
  'not applicable: authorisation and routing go by one method, which a header does not change; it is ignored, see "goes by the method of the request alone"';
const NO_CHECKSUM = 'not applicable: the extension is not offered, and not named in Tus-Extension';
const NO_PARTS = 'not applicable: the extension is not offered, not named in Tus-Extension, and refused with 501';

/** What the document says before it says anything of servers. */
export const NOTATION = 2;

export const SENTENCES: Readonly<Record<string, readonly Sentence[]>> = {
  core: [
    ['all clients and servers implement the core', CLIENT],
    ['Upload-Offset is a whole number that is not negative', BODIES],
    ['Upload-Length is a whole number that is not negative', LENGTH],
    ['Tus-Version is a list of the versions, separated by commas', VERSION],
    ['Tus-Version has the preferred one first', VERSION],
    ['Tus-Resumable is in every request and answer but of OPTIONS', ANSWERS],
    ['Tus-Resumable is the version of the protocol', ANSWERS],
    ['another version is answered by 412', VERSION],
    ['that answer has Tus-Version', VERSION],
    ['such a request is not processed', VERSION],
    ['Tus-Extension is a list, separated by commas', ANSWERS],
    ['Tus-Extension is left out where there are none', 'not applicable: there are some'],
    ['Tus-Max-Size is a whole number that is not negative', ANSWERS],
    ['X-HTTP-Method-Override is a string', ONE_METHOD],
    ['X-HTTP-Method-Override is taken for the method', ONE_METHOD],
    ['the method itself is ignored then', ONE_METHOD],
    ['HEAD has Upload-Offset, also at 0 and at the end', HEAD],
    ['HEAD has Upload-Length where it is known', HEAD],
    ['HEAD is not kept: Cache-Control: no-store', HEAD],
    ['PATCH is application/offset+octet-stream', BODIES],
    ['Upload-Offset is that of the upload', BODIES],
    ['another one is answered by 409, and changes nothing', BODIES],
    ['a PATCH that is taken is 204', SUM],
    ['it has the new Upload-Offset', SUM],
    ['the new offset is the sum of the one before and of what came', SUM],
    ['OPTIONS has Tus-Version', ANSWERS],
    ['OPTIONS ignores Tus-Resumable', VERSION],
  ],
  creation: [
    ['`creation` is in Tus-Extension', ANSWERS],
    ['Upload-Defer-Length is 1', LENGTH],
    ['Upload-Defer-Length is left out where the length is known', LENGTH],
    ['Upload-Metadata is pairs, separated by commas', METADATA],
    ['key and value are separated by a space', METADATA],
    ['a key has no spaces and commas', METADATA],
    ['a key is not empty', METADATA],
    ['a value is Base64', METADATA],
    ['keys are unique', METADATA],
    ['a client creates by POST', OF_CLIENTS],
    ['POST has one of the two forms of the length', LENGTH],
    ['a client tells a deferred length in the next PATCH, once it knows it', LENGTH],
    ['a length, once set, is not changed', LENGTH],
    ['until then HEAD has Upload-Defer-Length: 1', LENGTH],
    ['`creation-defer-length` is in Tus-Extension', ANSWERS],
    ['HEAD has Upload-Metadata as it was sent', METADATA],
    [
      'more than Tus-Max-Size is 413',
      `${RESUMABLE}: refuse a wrong offset, a length over the limit, and bytes past the end`,
    ],
    ['a creation is 201', LENGTH],
    ['it has Location', LENGTH],
    ['a client uploads by the core', OF_CLIENTS],
  ],
  'creation-with-upload': [
    ['`creation-with-upload` is in Tus-Extension', ANSWERS],
    ['it is not offered without `creation`', ANSWERS],
    ['its body is application/offset+octet-stream', WITH_BYTES],
    ['its answer has Upload-Offset', WITH_BYTES],
    ['that is the offset after what was taken', WITH_BYTES],
  ],
  expiration: [
    ['`expiration` is in Tus-Extension', ANSWERS],
    ['Upload-Expires is in every answer to PATCH of what will expire', SUM],
    ['Upload-Expires is in the answer to POST where it is known', WITH_BYTES],
    ['Upload-Expires is a date of HTTP', SUM],
  ],
  checksum: [
    ['`checksum` is in Tus-Extension', NO_CHECKSUM],
    ['what has come is held against Upload-Checksum', NO_CHECKSUM],
    ['what differs is discarded', NO_CHECKSUM],
    ['the offset stays then', NO_CHECKSUM],
    ['sha1 is known', NO_CHECKSUM],
    ['names of algorithms are ASCII without capitals', NO_CHECKSUM],
    ['Tus-Checksum-Algorithm is in the answer to OPTIONS', NO_CHECKSUM],
    ['`checksum-trailer` is in Tus-Extension', NO_CHECKSUM],
    ['Tus-Checksum-Algorithm is a list', NO_CHECKSUM],
    ['Upload-Checksum is an algorithm and a checksum', NO_CHECKSUM],
  ],
  termination: [
    ['`termination` is in Tus-Extension', ANSWERS],
    ['DELETE is 204', GIVEN_UP],
  ],
  concatenation: [
    ['`concatenation` is in Tus-Extension', NO_PARTS],
    ['the length of the whole is the sum of its parts', NO_PARTS],
    ['a client creates the whole with Upload-Concat', NO_PARTS],
    ['it says `final;` and the addresses of the parts', NO_PARTS],
    ['they are put together in that order', NO_PARTS],
    ['a client tells no Upload-Length of the whole', NO_PARTS],
    ['`concatenation-unfinished` is in Tus-Extension', NO_PARTS],
    ['PATCH of the whole is 403', NO_PARTS],
    ['it changes neither the whole nor its parts', NO_PARTS],
    ['HEAD of the whole has Upload-Offset and Upload-Length', NO_PARTS],
    ['they are equal', NO_PARTS],
    ['HEAD of a part has Upload-Offset', NO_PARTS],
    ['Upload-Length is there where it can be known', NO_PARTS],
    ['HEAD has Upload-Concat as it was sent', NO_PARTS],
    ['Upload-Concat is in the requests that create parts and whole', NO_PARTS],
    ['of a part it is `partial`', NO_PARTS],
    ['of the whole it is `final;` and the addresses', NO_PARTS],
    ['the addresses have no spaces', NO_PARTS],
  ],
};
