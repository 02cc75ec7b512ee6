// Watches a unit and levels below it for ever: it connects anew after every loss and keeps the newer view of each unit.
//   npm ci && npm run build && node out/live-client.js http://127.0.0.1:5080 1 1     (HIERARCHYSIM_TOKEN: an API key, where one is asked for)
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

interface UnitView {
  id: string;
  incarnation: number;
  version: number;
  unit: { name: string };
  rollup: { directives: { directive: string; progress: { targets: number; acknowledged: number } }[] };
}

interface Frame {
  units: UnitView[];
  more: boolean;
}

const [server, unitId, depth] = process.argv.slice(2);
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
      accessTokenFactory: () => process.env.HIERARCHYSIM_TOKEN ?? "",
    })
    .configureLogging(LogLevel.None)
    .build();
  await hub.start();
  try {
    await new Promise<void>((resolve, reject) => {
      hub.stream<Frame>("Watch", { unitId, depth: Number(depth ?? 0) }).subscribe({ next: (frame) => frame.units.forEach(keep), error: reject, complete: resolve });
    });
  } finally {
    await hub.stop();
  }
}

for (;; waitS = Math.min(waitS * 2, 15)) {
  try {
    await watch();
  } catch (error) {
    // Problems of the hub end with JSON. 429, 503 and lost connections pass by; for any other trying again would not help.
    const status = Number(/"status":(\d+)/.exec(String(error))?.[1] ?? 503);
    if (status < 500 && status !== 429) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, waitS * 1000 * Math.random())); // Not all clients at the same time.
}
