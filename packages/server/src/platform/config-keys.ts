type Words = { readonly "zh-CN": string; readonly en: string };
type Key = {
  readonly name: string;
  readonly fallback: string;
  readonly allowed: RegExp;
  readonly format: Words;
  readonly about: Words;
  readonly secret?: boolean;
};

/** Every setting the environment may hold. The reference page is made from this table. */
export const CONFIG_KEYS = [
  {
    name: "MANYI_PORT",
    fallback: "3000",
    allowed: /^(0|[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/,
    format: { "zh-CN": "0 到 65535 的整数", en: "a whole number from 0 to 65535" },
    about: { "zh-CN": "监听的端口；0 表示由系统分配空闲端口。", en: "The port to listen on; 0 takes a free one." },
  },
  {
    name: "MANYI_HOST",
    fallback: "127.0.0.1",
    allowed: /^[A-Za-z0-9.:_-]{1,253}$/,
    format: { "zh-CN": "IP 地址或主机名", en: "an IP address or a host name" },
    about: {
      "zh-CN": "监听的地址；默认只限本机。要让别的设备访问，填 0.0.0.0。",
      en: "The address to listen on; this machine only by default. 0.0.0.0 lets other devices in.",
    },
  },
  {
    name: "MANYI_DATA",
    fallback: "data",
    allowed: /^[^\0]{1,1000}$/,
    format: { "zh-CN": "文件夹路径", en: "a folder" },
    about: {
      "zh-CN": "存放全部数据的文件夹：数据库、分析文件、密钥、上传的文件。",
      en: "The one folder that holds all state: database, analytics file, keys, uploads.",
    },
  },
  {
    name: "MANYI_DEMO",
    fallback: "1",
    allowed: /^[01]$/,
    format: { "zh-CN": "0 或 1", en: "0 or 1" },
    about: {
      "zh-CN": "首次启动时是否装入示例企业；1 装入，0 不装入。",
      en: "Whether the first start loads the demo organisation: 1 loads it, 0 does not.",
    },
  },
  {
    name: "DATABASE_URL",
    fallback: "",
    allowed: /^postgres(ql)?:\/\/\S{1,2000}$/,
    format: { "zh-CN": "postgres:// 开头的连接地址", en: "an address that begins with postgres://" },
    about: {
      "zh-CN": "自备的 PostgreSQL（15 或更新）；不填则启动自带的数据库。",
      en: "Your own PostgreSQL (15 or newer); when empty the embedded one is started.",
    },
    secret: true,
  },
  {
    name: "MANYI_LOG",
    fallback: "info",
    allowed: /^(silent|error|warn|info|debug)$/,
    format: { "zh-CN": "silent、error、warn、info 或 debug", en: "silent, error, warn, info or debug" },
    about: { "zh-CN": "日志的详细程度。日志是 JSON，不含个人信息。", en: "How much is logged. Logs are JSON without personal data." },
  },
  {
    name: "MANYI_PUBLIC_URL",
    fallback: "",
    allowed: /^https?:\/\/[^\s/?#]{1,253}(\/[^\s?#]*)?$/,
    format: { "zh-CN": "http:// 或 https:// 开头的地址", en: "an address that begins with http:// or https://" },
    about: {
      "zh-CN": "客户和员工使用的网址，写进链接、二维码和邮件；以 https:// 开头时，登录 Cookie 只经加密连接发送。",
      en: "The address customers and staff use, written into links, QR codes and mail; with https:// the session cookie travels encrypted only.",
    },
  },
  {
    name: "MANYI_PROXY",
    fallback: "0",
    allowed: /^[01]$/,
    format: { "zh-CN": "0 或 1", en: "0 or 1" },
    about: {
      "zh-CN": "前面有反向代理时填 1，才会相信它转来的客户端地址。",
      en: "Set to 1 behind a reverse proxy, so that the client address it forwards is believed.",
    },
  },
] as const satisfies readonly Key[];

export type ConfigName = (typeof CONFIG_KEYS)[number]["name"];
