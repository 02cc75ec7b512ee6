// Watches a unit and levels below it for ever: it connects anew after every loss and keeps the newer view of each unit.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { problemOf } from "./server-problem.js";

type UnitView = { id: string; incarnation: number; version: number; unit: { name: string }; rollup: { directives: { progress: object }[] } };
type Frame = { units: UnitView[]; more: boolean };

const [server = "", unitId = "", depth = "0", ...rest] = process.argv.slice(2);
if (!URL.canParse(server) || unitId === "" || !/^[0-3]$/.test(depth) || rest.length > 0) {
  console.error("Usage: node out/live-client.js SERVER UNIT [DEPTH], depth 0 to 3, such as: node out/live-client.js http://127.0.0.1:5080 1 1");
  process.exit(2);
}
const token = process.env.HIERARCHYSIM_TOKEN ?? "";
const units = new Map<string, UnitView>();
let waitS = 0.5;

function keep(view: UnitView): void {
  waitS = 0.5;
  const known = units.get(view.id);
  if (known && (known.incarnation > view.incarnation || (known.incarnation === view.incarnation && known.version >= view.version))) return;
  units.set(view.id, view);
  console.log(view.unit.name, JSON.stringify(view.rollup.directives.map((item) => item.progress)));
}

/** Ends with the connection or the watch, whatever ends it. */
async function watch(): Promise<void> {
  const hub = new HubConnectionBuilder()
    .withUrl(new URL("/hubs/hierarchy", server).href, {
      transport: HttpTransportType.WebSockets,
      skipNegotiation: true,
      accessTokenFactory: () => token,
    })
    .configureLogging(LogLevel.None)
    .build();
  await hub.start();
  try {
    await new Promise<void>((resolve, reject) => {
      hub.stream<Frame>("Watch", { unitId, depth: Number(depth) }).subscribe({ next: (frame) => frame.units.forEach(keep), error: reject, complete: resolve });
    });
  } finally {
    await hub.stop();
  }
}

for (;; waitS = Math.min(waitS * 2, 15)) {
  try {
    await watch();
  } catch (error) {
    const problem = await problemOf(error, server, token);
    console.error(`${problem.title}: ${problem.detail}`);
    if (problem.status < 500 && problem.status !== 429) process.exit(1); // Trying again would not help.
  }
  await new Promise((resolve) => setTimeout(resolve, waitS * 1000 * Math.random())); // Not all clients at the same time.
}
