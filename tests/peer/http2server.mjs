// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// A teacher on loopback that speaks HTTP/2 only, for http2_test: node http2server.mjs CERTIFICATE KEY STREAMS.
// STREAMS is how many it takes at once on a connection. The first word of a question says what comes of it. What
// happens is told on standard output, a JSON document a line.
import { constants, createSecureServer } from "node:http2";
import { readFileSync } from "node:fs";

const [certificate, key, streams] = process.argv.slice(2);
/** GOAWAY comes once, when so many questions that ask for it wait; half of them are answered. */
const GoawayAfter = 8;

const tell = (event) => process.stdout.write(JSON.stringify(event) + "\n");

const chunk = (delta, finish = null, usage = undefined) =>
  `data: ${JSON.stringify({
    id: "chatcmpl-h2",
    object: "chat.completion.chunk",
    created: 1,
    model: "test-teacher",
    choices: [{ index: 0, delta, finish_reason: finish }],
    usage,
  })}\n\n`;

/** The reply to a question: it comes back in the reasoning and, longer than a flow control window, in the answer. */
function piecesFor(text) {
  const pieces = [chunk({ role: "assistant", reasoning_content: "Asked: " }), chunk({ reasoning_content: text })];
  for (let number = 0; number < 40; ++number) pieces.push(chunk({ content: `${text} ✓ ${number}. `.repeat(10) }));
  const usage = { prompt_tokens: 12, completion_tokens: 42, total_tokens: 54 };
  return [...pieces, chunk({}, "stop", usage), "data: [DONE]\n\n"];
}

function begin(stream) {
  stream.respond({ ":status": 200, "content-type": "text/event-stream" });
}

/** A piece a turn, so that the pieces of many streams come mixed. */
function answer(stream, text) {
  begin(stream);
  const pieces = piecesFor(text);
  const next = () => {
    if (stream.destroyed) return;
    stream.write(pieces.shift());
    if (pieces.length > 0) setImmediate(next);
    else stream.end();
  };
  next();
}

const refused = new Set();
const awaiting = [];

/** Sockets by their other end's port: a session lets nobody end its own. */
const lines = { tcp: new Map(), tls: new Map() };
const lineOf = (stream, layer) => lines[layer].get(stream.session.socket.remotePort);

const behaviours = {
  whole: answer,
  refuse(stream) {
    stream.close(constants.NGHTTP2_REFUSED_STREAM);
  },
  refuseOnce(stream, text) {
    if (refused.has(text)) return answer(stream, text);
    refused.add(text);
    stream.close(constants.NGHTTP2_REFUSED_STREAM);
  },
  reset(stream) {
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  },
  resetInside(stream, text) {
    begin(stream);
    stream.write(piecesFor(text)[1], () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  },
  goaway(stream, text) {
    if (awaiting.length === GoawayAfter) return answer(stream, text);
    awaiting.push([stream, text]);
    if (awaiting.length < GoawayAfter) return;
    const answered = awaiting.slice(0, GoawayAfter / 2);
    stream.session.goaway(constants.NGHTTP2_NO_ERROR, answered.at(-1)[0].id);
    for (const [one, words] of answered) answer(one, words);
  },
  silent() {},
  vanish(stream) {
    lineOf(stream, "tcp").resetAndDestroy();
  },
  garble(stream) {
    lineOf(stream, "tcp").write("no record of TLS, but something else");
  },
  hangUp(stream) {
    lineOf(stream, "tls").end();
  },
  breakOff(stream) {
    stream.session.destroy(constants.NGHTTP2_INTERNAL_ERROR);
  },
  cut(stream, text) {
    begin(stream);
    stream.write(piecesFor(text)[1], () => lineOf(stream, "tls").destroy());
  },
  limit(stream) {
    stream.respond({ ":status": 429, "content-type": "application/json", "retry-after": "3" });
    stream.end(JSON.stringify({ error: { message: "Slower, please.", type: "rate_limit" } }));
  },
  stuck(stream, text) {
    begin(stream);
    stream.write(piecesFor(text)[1]);
  },
};

const server = createSecureServer({
  cert: readFileSync(certificate),
  key: readFileSync(key),
  allowHTTP1: false,
  settings: { maxConcurrentStreams: Number(streams) },
});
server.prependListener("connection", (socket) => lines.tcp.set(socket.remotePort, socket));
server.prependListener("secureConnection", (socket) => lines.tls.set(socket.remotePort, socket));
let sessions = 0;
server.on("session", (session) => {
  session.number = ++sessions;
  tell({ event: "session", protocol: session.alpnProtocol });
  session.on("error", () => {});
});
server.on("stream", (stream) => {
  const session = stream.session.number;
  let body = "";
  stream.on("error", () => {});
  stream.on("data", (bytes) => (body += bytes));
  stream.on("end", () => {
    if (stream.destroyed || body === "") return;
    const text = JSON.parse(body).messages[0].content;
    tell({ event: "asked", session, text });
    stream.on("close", () => tell({ event: "closed", session, text, code: stream.rstCode }));
    behaviours[text.split(" ")[0]](stream, text);
  });
});
server.listen(0, "127.0.0.1", () => tell({ event: "listening", port: server.address().port }));
// Who started it has gone.
process.stdin.on("end", () => process.exit(0)).resume();
