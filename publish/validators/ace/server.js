/*
 * Ace in a process of its own, for program.py, which starts this file with Node.
 *
 * In: the folder of an unpacked book, as JSON, one a line. Out: one line for each, Ace's report or the text of what went
 * wrong. The browser stays up between books. Ace is loaded from the folder that is named as the first argument.
 */
"use strict";

const { createRequire } = require("node:module");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

// Ace, its logger and the browser write into folders of the user: these are theirs for now.
for (const name of ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]) {
  process.env[name] = os.tmpdir();
}

// What Ace and its libraries print must not stand between the answers.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
console.log = console.error;

const fromAce = createRequire(path.resolve(process.argv[2], "package.json"));
const ace = fromAce("@daisy/ace-core");
const runner = fromAce("@daisy/ace-axe-runner-puppeteer");
const puppeteer = fromAce("puppeteer");

const browserArguments = [
  // A book may hold scripts: they reach no network, since the proxy is not there and nothing goes past it.
  "--proxy-server=http://127.0.0.1:9",
  "--proxy-bypass-list=<-loopback>",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  // Shared memory is small in containers.
  "--disable-dev-shm-usage",
  // Chromium has no sandbox for root; Ace would go without one for everybody.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
const launch = puppeteer.launch;
// By a pipe, so that the browser ends with this process, however that ends.
puppeteer.launch = (options) => launch({ ...options, args: browserArguments, pipe: true });

let browser;
const warmRunner = { ...runner, launch: () => (browser ??= runner.launch()), close: async () => {} };

async function check(folder) {
  try {
    const options = { cwd: folder, initLogger: true, silent: true, doNotReportMedia: true };
    const [, report] = await ace(folder, options, warmRunner);
    return report;
  } catch (error) {
    await closeBrowser();
    return String(error?.message ?? error);
  }
}

async function closeBrowser() {
  const open = browser;
  browser = undefined;
  await open?.then(() => runner.close()).catch(() => {});
}

async function serve() {
  const questions = readline.createInterface({ input: process.stdin });
  // Nobody waits for an answer any more, even where a check is still going on.
  questions.on("close", () => closeBrowser().finally(() => process.exit()));
  for await (const line of questions) {
    answer(`${JSON.stringify(await check(JSON.parse(line)))}\n`);
  }
}

serve();
