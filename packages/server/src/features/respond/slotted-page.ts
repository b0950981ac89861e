import { constants, crc32, deflateRawSync } from "node:zlib";

/** Stands where each visitor's own name goes; appears in no page otherwise. */
export const SLOT = "@@visit@@";

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** A page that differs between visitors in one place only, rendered and compressed once. */
export type SlottedPage = {
  readonly plain: (value: string) => string;
  /** the same as one gzip member: the parts around the slot are ready, the slot itself goes in uncompressed */
  readonly gzip: (value: string) => Buffer;
};

/**
 * @param page holds the slot exactly once
 * @throws {RangeError} when it does not
 */
export function slottedPage(page: string): SlottedPage {
  const [before, after, ...more] = page.split(SLOT);
  if (before === undefined || after === undefined || more.length > 0) throw new RangeError("a slotted page has exactly one slot");
  const head = Buffer.from(before);
  const tail = Buffer.from(after);
  // a full flush ends the block on a byte and forgets the window, so that what follows can be decoded without it
  const packedHead = deflateRawSync(head, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const packedTail = deflateRawSync(tail, { level: 9 });
  const headSum = crc32(head);
  return {
    plain: (value) => before + value + after,
    gzip(value) {
      const slot = Buffer.from(value);
      const stored = Buffer.alloc(5);
      stored.writeUInt16LE(slot.length, 1);
      stored.writeUInt16LE(0xffff - slot.length, 3);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(crc32(tail, crc32(slot, headSum)), 0);
      trailer.writeUInt32LE((head.length + slot.length + tail.length) >>> 0, 4);
      return Buffer.concat([HEADER, packedHead, stored, slot, packedTail, trailer]);
    },
  };
}
