// Makes a detached CAdES-B-B signature (ETSI EN 319 122-1) over a SHA-256.

import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_TIME = "1.2.840.113549.1.9.5";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const DATA = "1.2.840.113549.1.7.1";
const SIGNED_DATA = "1.2.840.113549.1.7.2";

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// Returns the DER of the CMS. `key` is what openKeyFile gave; `digest` is 32 bytes.
export async function signDigest(key, digest, now = new Date()) {
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: DATA }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: key.certificate.issuer,
          serialNumber: key.certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: await signedAttributes(key.certificate, digest, now),
        }),
      }),
    ],
    certificates: [key.certificate, ...key.chain],
  });
  await signed.sign(key.privateKey, 0, "SHA-256");
  const content = new pkijs.ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER(false));
}

async function signedAttributes(certificate, digest, now) {
  const certificateDigest = await sha256(certificate.toSchema(true).toBER(false));
  const attributes = [
    attribute(CONTENT_TYPE, new asn1js.ObjectIdentifier({ value: DATA })),
    attribute(SIGNING_TIME, new asn1js.UTCTime({ valueDate: now })),
    attribute(MESSAGE_DIGEST, new asn1js.OctetString({ valueHex: digest })),
    attribute(SIGNING_CERTIFICATE_V2, signingCertificate(certificateDigest)),
  ];
  return inDerOrder(attributes);
}

function attribute(type, value) {
  return new pkijs.Attribute({ type, values: [value] });
}

// SigningCertificateV2 with one ESSCertIDv2: SHA-256 is its default algorithm and is left out in DER.
function signingCertificate(digest) {
  const identifier = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: digest })] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [identifier] })] });
}

// The members of a SET OF stand in the order of their encodings, or some verifiers see another signature.
function inDerOrder(attributes) {
  const encoded = attributes.map((one) => ({ one, bytes: new Uint8Array(one.toSchema().toBER(false)) }));
  encoded.sort((a, b) => compare(a.bytes, b.bytes));
  return encoded.map(({ one }) => one);
}

function compare(a, b) {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    if (a[index] !== b[index]) return a[index] - b[index];
  }
  return a.length - b.length;
}

export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
