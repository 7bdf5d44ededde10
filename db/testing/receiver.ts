import http from "node:http";
import type { AddressInfo } from "node:net";

type Person = { id: string; externalId: string; channels: string[]; variants?: string[] };
type Seen = {
  id: string;
  type: string;
  headers: Record<string, string>;
  text: string;
  people: Person[];
};

export type Receiver = {
  url: string;
  /** What it answers from now on. */
  code: number;
  seen: Seen[];
  close: () => void;
};

/** An endpoint of webhooks on this machine, which keeps what it was told. */
export async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", code: 200, seen: [], close: () => void server.close() };
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const { type, data } = JSON.parse(text);
    const headers = request.headers as Record<string, string>;
    receiver.seen.push({ id: headers["webhook-id"] ?? "", type, headers, text, people: data.people });
    response.writeHead(receiver.code).end(`said ${receiver.code}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return receiver;
}
