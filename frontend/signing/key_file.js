// Opens a PKCS#12 key file. The private key goes into WebCrypto as not extractable and is never sent anywhere.

import * as pkijs from "pkijs";
import { Trouble } from "./sentences.js";

const MAX_KEY_FILE_BYTES = 1024 * 1024;
const EC_CURVES = { "1.2.840.10045.3.1.7": "P-256", "1.3.132.0.34": "P-384", "1.3.132.0.35": "P-521" };
const EC_KEY = "1.2.840.10045.2.1";
const RSA_KEY = "1.2.840.113549.1.1.1";
const KEY_BAG = "1.2.840.113549.1.12.10.1.1";
const SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2";
const CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3";
const BASIC_CONSTRAINTS = "2.5.29.19";

// Returns {privateKey, certificate, chain}. Throws Trouble.
export async function openKeyFile(file, password, now = new Date()) {
  if (file.size > MAX_KEY_FILE_BYTES) throw new Trouble("too_large", "key");
  const bags = await readBags(await file.arrayBuffer(), password);
  const certificates = bags.certificates;
  if (!bags.keys.length) throw new Trouble("not_a_key", "key");
  if (!certificates.length) throw new Trouble("no_certificate", "key");
  const pair = await findPair(bags.keys, certificates);
  checkDates(pair.certificate, now);
  return { ...pair, chain: certificates.filter((other) => other !== pair.certificate && !isSelfIssued(other)) };
}

async function readBags(bytes, password) {
  let pfx;
  try {
    pfx = pkijs.PFX.fromBER(bytes);
  } catch {
    throw new Trouble("not_a_key", "key");
  }
  // PKI.js makes the integrity key from bytes, the standard from UTF-16: they agree for Latin passwords only.
  // For another alphabet, and for a file without integrity, the decryption of the key proves the password.
  const proved = Boolean(pfx.macData) && /^[\x20-\x7e]*$/.test(password);
  const secret = new TextEncoder().encode(password).buffer;
  try {
    await pfx.parseInternalValues({ password: secret, checkIntegrity: proved });
  } catch {
    throw new Trouble("wrong_password", "password");
  }
  try {
    return await decryptBags(pfx.parsedValue.authenticatedSafe, secret);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw proved ? new Trouble("not_supported", "key") : new Trouble("wrong_password", "password");
  }
}

async function decryptBags(safe, secret) {
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret })) });
  const keys = [];
  const certificates = [];
  for (const content of safe.parsedValue.safeContents) {
    for (const bag of content.value.safeBags) {
      if (bag.bagId === SHROUDED_KEY_BAG) {
        await bag.bagValue.parseInternalValues({ password: secret });
        keys.push(bag.bagValue.parsedValue);
      } else if (bag.bagId === KEY_BAG) {
        keys.push(bag.bagValue);
      } else if (bag.bagId === CERTIFICATE_BAG && bag.bagValue.parsedValue instanceof pkijs.Certificate) {
        certificates.push(bag.bagValue.parsedValue);
      }
    }
  }
  return { keys, certificates };
}

// A file may hold several keys and the whole chain: the pair is what proves itself by a signature.
async function findPair(keys, certificates) {
  let supported = false;
  for (const key of keys) {
    const privateKey = await importKey(key);
    if (!privateKey) continue;
    supported = true;
    for (const certificate of certificates.filter((one) => !isAuthority(one))) {
      if (await belongs(privateKey, certificate)) return { privateKey, certificate };
    }
  }
  throw new Trouble(supported ? "no_certificate" : "not_supported", "key");
}

async function importKey(key) {
  const algorithm = webCryptoAlgorithm(key.privateKeyAlgorithm);
  if (!algorithm) return null;
  try {
    return await crypto.subtle.importKey("pkcs8", key.toSchema().toBER(false), algorithm, false, ["sign"]);
  } catch {
    return null;
  }
}

function webCryptoAlgorithm(identifier) {
  if (identifier.algorithmId === RSA_KEY) return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (identifier.algorithmId !== EC_KEY) return null;
  const curve = EC_CURVES[identifier.algorithmParams?.valueBlock?.toString()];
  return curve ? { name: "ECDSA", namedCurve: curve } : null;
}

async function belongs(privateKey, certificate) {
  const probe = crypto.getRandomValues(new Uint8Array(32));
  const how = { name: privateKey.algorithm.name, hash: "SHA-256" };
  try {
    const spki = certificate.subjectPublicKeyInfo.toSchema().toBER(false);
    const publicKey = await crypto.subtle.importKey("spki", spki, privateKey.algorithm, true, ["verify"]);
    return await crypto.subtle.verify(how, publicKey, await crypto.subtle.sign(how, privateKey, probe), probe);
  } catch {
    return false;
  }
}

function isAuthority(certificate) {
  const found = certificate.extensions?.find((extension) => extension.extnID === BASIC_CONSTRAINTS);
  return Boolean(found?.parsedValue?.cA);
}

function isSelfIssued(certificate) {
  return certificate.issuer.isEqual(certificate.subject);
}

function checkDates(certificate, now) {
  if (now > certificate.notAfter.value) throw new Trouble("expired", "key");
  if (now < certificate.notBefore.value) throw new Trouble("not_yet_valid", "key");
}
