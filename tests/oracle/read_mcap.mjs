// Reads an MCAP file with the reference implementation, @mcap/core, in both of its ways, and checks
// that they agree: the indexed reader (summary, chunk and message indexes, checksums) and the
// streaming reader (every record in order, checksums). Prints a summary as JSON on stdout; on any
// disagreement or complaint it exits 1 with the reason on stderr.
//
//   node read_mcap.mjs FILE
import { McapIndexedReader, McapStreamReader } from "@mcap/core";
import { crc32 } from "@foxglove/crc";
import { decompress } from "fzstd";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const decompressHandlers = { zstd: (buffer) => decompress(buffer) };

function must(condition, what) {
  if (!condition) throw new Error(what);
}

// One line per message that names all of it.
function line(topic, message) {
  const digest = createHash("sha256").update(message.data).digest("hex").slice(0, 16);
  return [topic, message.channelId, message.sequence, message.logTime, message.publishTime, digest].join(" ");
}

async function readIndexed(bytes) {
  const readable = {
    size: async () => BigInt(bytes.length),
    read: async (offset, size) => {
      must(offset + size <= BigInt(bytes.length), "the index points behind the end of the file");
      return new Uint8Array(bytes.subarray(Number(offset), Number(offset + size)));
    },
  };
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  must(reader.statistics, "there is no statistics record");
  const lines = [];
  let last = 0n;
  for await (const message of reader.readMessages({ validateCrcs: true })) {
    must(message.logTime >= last, "the indexed reader's messages are not in the order of log time");
    last = message.logTime;
    lines.push(line(reader.channelsById.get(message.channelId).topic, message));
  }
  const metadata = [];
  for await (const record of reader.readMetadata()) metadata.push(record.name);
  const attachments = [];
  for await (const record of reader.readAttachments({ validateCrcs: true })) attachments.push(record.name);
  return { reader, lines, metadata, attachments };
}

function readStream(bytes) {
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true, includeChunks: true });
  const seen = { lines: [], metadata: [], attachments: [], topics: new Map(), chunks: 0, indexes: 0, dataEnd: 0, footer: 0 };
  reader.append(bytes);
  for (let record; (record = reader.nextRecord()); ) {
    switch (record.type) {
      case "Channel": seen.topics.set(record.id, record.topic); break;
      case "Message": seen.lines.push(line(seen.topics.get(record.channelId), record)); break;
      case "Chunk":
        seen.chunks++;
        must(record.uncompressedCrc !== 0, "a chunk without a checksum");
        break;
      case "MessageIndex": seen.indexes++; break;
      case "Metadata": seen.metadata.push(record.name); break;
      case "Attachment": seen.attachments.push(record.name); break;
      case "DataEnd":
        seen.dataEnd++;
        must(record.dataSectionCrc !== 0, "the data section has no checksum");
        seen.dataCrc = record.dataSectionCrc;
        break;
      case "Footer":
        seen.footer++;
        must(record.summaryCrc !== 0, "the summary has no checksum");
        seen.summaryStart = Number(record.summaryStart);
        break;
    }
  }
  must(reader.done(), "the file goes on after its end, or stops before it");
  return seen;
}

function same(a, b, what) {
  must(a.length === b.length, `${what}: ${a.length} by the index, ${b.length} by the stream`);
  for (let i = 0; i < a.length; i++) must(a[i] === b[i], `${what} ${i}: '${a[i]}' by the index, '${b[i]}' by the stream`);
}

async function main(path) {
  const bytes = readFileSync(path);
  const indexed = await readIndexed(bytes);
  const stream = readStream(bytes);
  const statistics = indexed.reader.statistics;
  same([...indexed.lines].sort(), [...stream.lines].sort(), "messages");
  same(indexed.metadata, stream.metadata, "metadata");
  same(indexed.attachments, stream.attachments, "attachments");
  const counts = {
    messageCount: [statistics.messageCount, BigInt(stream.lines.length)],
    chunkCount: [statistics.chunkCount, stream.chunks],
    "chunk indexes": [indexed.reader.chunkIndexes.length, stream.chunks],
    metadataCount: [statistics.metadataCount, stream.metadata.length],
    attachmentCount: [statistics.attachmentCount, stream.attachments.length],
    channelCount: [statistics.channelCount, indexed.reader.channelsById.size],
    schemaCount: [statistics.schemaCount, indexed.reader.schemasById.size],
    "message indexes": [indexed.reader.chunkIndexes.reduce((n, c) => n + c.messageIndexOffsets.size, 0), stream.indexes],
  };
  for (const [name, [a, b]] of Object.entries(counts)) must(a === b, `${name} is ${a}, but there are ${b}`);
  const perTopic = {};
  for (const text of stream.lines) perTopic[text.split(" ")[0]] = (perTopic[text.split(" ")[0]] ?? 0) + 1;
  for (const [id, count] of statistics.channelMessageCounts) {
    const topic = indexed.reader.channelsById.get(id)?.topic;
    must(BigInt(perTopic[topic] ?? 0) === count, `statistics say ${count} messages of '${topic}'`);
  }
  // The reference reader does not check this one itself: 13 is the Data End record's own size.
  must(crc32(new Uint8Array(bytes.subarray(0, stream.summaryStart - 13))) === stream.dataCrc, "the data section's checksum does not match");
  must(stream.dataEnd === 1 && stream.footer === 1, "there must be one data end and one footer");
  console.log(JSON.stringify({
    file: path,
    profile: indexed.reader.header.profile,
    library: indexed.reader.header.library,
    messages: stream.lines.length,
    chunks: stream.chunks,
    topics: perTopic,
    metadata: stream.metadata,
    attachments: stream.attachments,
  }));
}

if (process.argv.length !== 3) {
  console.error("usage: node read_mcap.mjs FILE");
  process.exit(2);
}
main(process.argv[2]).catch((error) => {
  console.error(`${process.argv[2]}: ${error.message}`);
  process.exit(1);
});
