import { constants } from "node:fs";
import { access, mkdir, statfs } from "node:fs/promises";
import { type Check, fine } from "./finding.js";

const GIGABYTE = 1024 ** 3;
const ENOUGH = 5;
const TOO_LITTLE = 1;

/** The machine under it all: the folder and the room in it. */
export function machineChecks(dataDir: string): Check[] {
  return [
    {
      name: { "zh-CN": "数据目录", en: "Data folder" },
      async look() {
        await mkdir(dataDir, { recursive: true });
        await access(dataDir, constants.R_OK | constants.W_OK);
        return fine(`${dataDir} 可读写`, `${dataDir} can be read and written`);
      },
    },
    {
      name: { "zh-CN": "磁盘空间", en: "Disk space" },
      async look() {
        const { bavail, bsize } = await statfs(dataDir);
        const free = (bavail * bsize) / GIGABYTE;
        const saw = { "zh-CN": `剩余 ${free.toFixed(1)} GB`, en: `${free.toFixed(1)} GB free` };
        if (free >= ENOUGH) return { state: "ok", saw };
        return {
          state: free < TOO_LITTLE ? "failure" : "warning",
          saw,
          cause: { "zh-CN": "磁盘写满后，新的回答无法保存。", en: "When the disk is full, new answers cannot be stored." },
          cure: {
            "zh-CN": `请清理磁盘，或把数据目录移到更大的盘，至少留出 ${ENOUGH} GB。`,
            en: `Free some space, or move the data folder to a larger disk; leave at least ${ENOUGH} GB.`,
          },
        };
      },
    },
  ];
}
