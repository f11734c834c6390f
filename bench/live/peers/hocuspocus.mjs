// A Hocuspocus server that keeps its documents in files, written through to the disk; as its manual sets it up.
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";
import fs from "node:fs/promises";
import path from "node:path";

const folder = process.argv[2];
const file = (name) => path.join(folder, `${encodeURIComponent(name)}.yjs`);

const database = new Database({
  fetch: async ({ documentName }) => fs.readFile(file(documentName)).catch(() => null),
  store: async ({ documentName, state }) => {
    const handle = await fs.open(`${file(documentName)}.new`, "w");
    await handle.writeFile(state);
    await handle.sync();
    await handle.close();
    await fs.rename(`${file(documentName)}.new`, file(documentName));
  },
});

await new Server({ port: Number(process.env.PORT), address: "127.0.0.1", quiet: true, extensions: [database] }).listen();
