// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// The official npm client at work, for the benchmark: node openaiclient.mjs PACKAGES BASE REQUESTS STREAMS asks the
// server at BASE so many times, so many at once, takes the text out of each stream, and says what that took as JSON.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, baseURL, requests, streams] = process.argv.slice(2);
const { default: OpenAI } = await import(pathToFileURL(join(packages, "node_modules/openai/index.mjs")));
const client = new OpenAI({ baseURL, apiKey: "sk-none-that-counts", maxRetries: 0 });
const messages = [{ role: "user", content: "What is 17 plus 25?" }];

let left = Number(requests);
let bytes = 0;
async function askOneAfterAnother() {
  while (left-- > 0) {
    const stream = await client.chat.completions.create({ model: "test-teacher", messages, stream: true });
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta ?? {};
      bytes += (delta.reasoning_content ?? "").length + (delta.content ?? "").length;
    }
  }
}

const before = process.cpuUsage();
const begun = process.hrtime.bigint();
await Promise.all(Array.from({ length: Number(streams) }, askOneAfterAnother));
const wall = Number(process.hrtime.bigint() - begun) / 1e9;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1e6, bytes }));
