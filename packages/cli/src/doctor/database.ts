import { followerLags, type Store, verifyAudit } from "@manyi/store";
import { type Check, fine } from "./finding.js";

const OLDEST = 15;
const PATIENCE_S = 2;
const DAY_MS = 86_400_000;

/** What the database says of itself. */
export function databaseChecks(store: Store, now: () => Date): Check[] {
  return [
    {
      name: { "zh-CN": "数据库", en: "Database" },
      async look() {
        const found = await store.pool.query<{ version: number; size: string }>(
          "select current_setting('server_version_num')::int / 10000 as version, pg_size_pretty(pg_database_size(current_database())) as size",
        );
        const { version, size } = found.rows[0]!;
        const saw = { "zh-CN": `PostgreSQL ${version}，已用 ${size}`, en: `PostgreSQL ${version}, ${size} used` };
        if (version >= OLDEST) return { state: "ok", saw };
        return {
          state: "failure",
          saw,
          cause: { "zh-CN": `满意需要 PostgreSQL ${OLDEST} 或更新。`, en: `Manyi needs PostgreSQL ${OLDEST} or later.` },
          cure: { "zh-CN": "请升级 DATABASE_URL 指向的数据库。", en: "Upgrade the database that DATABASE_URL names." },
        };
      },
    },
    {
      name: { "zh-CN": "时钟", en: "Clock" },
      async look() {
        const before = now().getTime();
        const found = await store.pool.query<{ at: Date; newest: Date | null }>(
          "select clock_timestamp() as at, (select max(at) from events) as newest",
        );
        const { at, newest } = found.rows[0]!;
        const apart = Math.abs(at.getTime() - (before + now().getTime()) / 2) / 1000;
        const ahead = newest === null ? 0 : (newest.getTime() - now().getTime()) / DAY_MS;
        if (apart <= PATIENCE_S && ahead < 1 / 24) return fine("与数据库的时间一致", "agrees with the database's time");
        return {
          state: "failure",
          saw:
            apart > PATIENCE_S
              ? { "zh-CN": `与数据库的时间相差 ${apart.toFixed(1)} 秒`, en: `${apart.toFixed(1)} s apart from the database's time` }
              : { "zh-CN": "最近的记录写在将来的时间", en: "the latest record lies in the future" },
          cause: { "zh-CN": "时钟不准时，时限、到期和趋势都会算错。", en: "With a wrong clock, due times, expiries and trends are wrong." },
          cure: {
            "zh-CN": "请开启自动对时（NTP），例如：timedatectl set-ntp true。",
            en: "Switch time synchronisation (NTP) on, for example: timedatectl set-ntp true.",
          },
        };
      },
    },
    {
      name: { "zh-CN": "审计日志", en: "Audit log" },
      async look() {
        const tenants = await store.db.selectFrom("tenants").select("id").execute();
        for (const { id } of tenants) {
          const { brokenAt } = await verifyAudit(store.db, id);
          if (brokenAt === null) continue;
          return {
            state: "failure",
            saw: { "zh-CN": `第 ${brokenAt} 条与前一条接不上`, en: `entry ${brokenAt} does not follow from the one before` },
            cause: { "zh-CN": "有人绕过程序改动过审计日志。", en: "Somebody changed the audit log behind the program's back." },
            cure: {
              "zh-CN": "请与最近的备份对照，并查明谁能直接访问数据库。",
              en: "Compare it with the last backup, and find out who can reach the database directly.",
            },
          };
        }
        return fine("首尾相接，未被改动", "an unbroken chain");
      },
    },
    {
      name: { "zh-CN": "后续处理", en: "Follow-up work" },
      async look() {
        const lags = await followerLags(store.db);
        const worst = lags.reduce((a, b) => (b.behind > a.behind ? b : a), { name: "", behind: 0 });
        const saw = { "zh-CN": `最多落后 ${worst.behind} 条`, en: `at most ${worst.behind} records behind` };
        if (worst.behind < 1000) return { state: "ok", saw };
        return {
          state: "warning",
          saw: { "zh-CN": `${worst.name} 落后 ${worst.behind} 条`, en: `${worst.name} is ${worst.behind} records behind` },
          cause: { "zh-CN": "刚导入大量数据，或后续处理一直出错。", en: "Much has just been imported, or the work keeps failing." },
          cure: {
            "zh-CN": "请稍等再查；仍未减少时，查看服务日志中的错误。",
            en: "Wait and look again; when it does not shrink, see the errors in the server's log.",
          },
        };
      },
    },
  ];
}
