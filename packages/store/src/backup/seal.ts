import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes, scryptSync } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";
import { StoreRefusal } from "../refusal.js";

/** First bytes of a sealed backup; gzip begins otherwise. */
export const SEAL_MARK = Buffer.from("manyi-sealed-1\n");
const SALT = 16;
const IV = 12;
const TAG = 16;

/** Encrypts with AES-256-GCM under a key made from the passphrase by scrypt. Output: mark, salt, iv, ciphertext, tag. */
export function sealing(passphrase: string): Transform {
  const salt = randomBytes(SALT);
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(passphrase, salt), iv);
  return new Transform({
    construct(done) {
      this.push(Buffer.concat([SEAL_MARK, salt, iv]));
      done();
    },
    transform(chunk: Buffer, _, done) {
      done(null, cipher.update(chunk));
    },
    flush(done) {
      done(null, Buffer.concat([cipher.final(), cipher.getAuthTag()]));
    },
  });
}

/**
 * Takes the seal off. The last bytes are the proof that nothing was changed, so the text may be used for good only after the stream
 * has ended without an error.
 */
export function unsealing(passphrase: string): Transform {
  const head = SEAL_MARK.length + SALT + IV;
  let held = Buffer.alloc(0);
  let decipher: DecipherGCM | undefined;
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      held = Buffer.concat([held, chunk]);
      if (decipher === undefined) {
        if (held.length < head) return done();
        const salt = held.subarray(SEAL_MARK.length, SEAL_MARK.length + SALT);
        decipher = createDecipheriv("aes-256-gcm", keyFrom(passphrase, salt), held.subarray(SEAL_MARK.length + SALT, head));
        held = held.subarray(head);
      }
      // the tag has no length before it: the last sixteen bytes are never text
      const text = held.subarray(0, Math.max(0, held.length - TAG));
      held = held.subarray(text.length);
      done(null, text.length > 0 ? decipher.update(text) : undefined);
    },
    flush(done) {
      try {
        if (decipher === undefined || held.length !== TAG) throw new RangeError("cut short");
        decipher.setAuthTag(held);
        done(null, decipher.final());
      } catch {
        done(wrongPassphrase());
      }
    },
  });
}

/** A wrong passphrase and a changed file look the same. */
export function wrongPassphrase(): StoreRefusal {
  return new StoreRefusal("BACKUP_SEALED", {
    "zh-CN": "口令不对，或备份文件已损坏。",
    en: "The passphrase is wrong, or the backup file is damaged.",
  });
}

function keyFrom(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize("NFC"), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}
