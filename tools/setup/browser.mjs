import { answerOf, SetupFailure, succeeds } from "./run.mjs";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PACKAGES = ["chromium", "fonts-noto-cjk", "fontconfig"];
const INSTALL = ["install", "-y", "--no-install-recommends", ...PACKAGES];

/** Makes sure that Chromium and a Chinese font are there, by apt-get when we may. */
export function ensureBrowser() {
  if (hasChromium() && hasChineseFont()) return;
  const command = `sudo apt-get ${INSTALL.join(" ")}`;
  if (answerOf("apt-get", ["--version"]) === null) {
    throw new SetupFailure("The browser tests need Chromium and a Chinese font. Install both with this system's package manager.");
  }
  if (process.getuid?.() !== 0) {
    throw new SetupFailure(`The browser tests need Chromium and a Chinese font. Run this once, then try again:\n\n  ${command}`);
  }
  console.log("Installing Chromium and a Chinese font …");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const isInstalled =
    succeeds("apt-get", ["-qq", ...INSTALL], options) ||
    (succeeds("apt-get", ["-qq", "update"], options) && succeeds("apt-get", ["-qq", ...INSTALL], options));
  if (!isInstalled || !hasChromium() || !hasChineseFont()) {
    throw new SetupFailure(
      `Chromium or the Chinese font could not be installed. Run this and see why:\n\n  apt-get update && apt-get ${INSTALL.join(" ")}`,
    );
  }
}

function hasChromium() {
  return PROGRAMS.some((program) => answerOf("sh", ["-c", `command -v ${program}`]) !== null);
}

function hasChineseFont() {
  return (answerOf("fc-list", [":lang=zh-cn", "family"]) ?? "") !== "";
}
