// The shipped packs are read by organisers as they are: what is wrong in them is wrong in a contest.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const here = dirname(fileURLToPath(import.meta.url));

function load(path: string): unknown {
  return parse(readFileSync(join(here, path), "utf8"));
}

function yamlFiles(folder: string): string[] {
  return readdirSync(join(here, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`);
}

const about = {
  id: z.string().regex(/^[a-z]+-\d{3}$/),
  stem: z.string().min(6),
  difficulty: z.int().min(1).max(5),
  tags: z.array(z.string().min(1)).min(1),
  explanation: z.string().min(6),
};
const options = z.array(z.string().min(1)).min(3).max(6);

const question = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("single"),
    ...about,
    options,
    key: z.string().regex(/^[A-F]$/),
  }),
  z.strictObject({
    kind: z.literal("multiple"),
    ...about,
    options,
    key: z.string().regex(/^[A-F]{2,6}$/),
  }),
  z.strictObject({ kind: z.literal("trueFalse"), ...about, key: z.boolean() }),
  z.strictObject({
    kind: z.literal("fillIn"),
    ...about,
    blanks: z.array(z.array(z.string().min(1)).min(1)).min(1),
  }),
  z.strictObject({
    kind: z.literal("shortAnswer"),
    ...about,
    model: z.string().min(20),
    points: z.array(z.string().min(2)).min(2),
  }),
]);
const chapter = z.strictObject({ chapter: z.string(), questions: z.array(question).min(1) });

const chapters = yamlFiles("service-theory").map((file) => chapter.parse(load(file)));
const bank = chapters.flatMap((one) => one.questions);
const counted = (kind: string): number => bank.filter((one) => one.kind === kind).length;

describe("service theory bank", () => {
  it("has at least 250 questions in the promised mix of kinds", () => {
    expect(bank.length).toBeGreaterThanOrEqual(250);
    const share = (kind: string): number => counted(kind) / bank.length;
    expect(share("single")).toBeGreaterThan(0.38);
    expect(share("multiple")).toBeGreaterThan(0.17);
    expect(share("trueFalse")).toBeGreaterThan(0.17);
    expect(share("fillIn")).toBeGreaterThan(0.07);
    expect(counted("shortAnswer")).toBeGreaterThanOrEqual(12);
  });

  it("repeats no id, stem or chapter", () => {
    const repeated = (values: string[]): string[] =>
      values.filter((value, index) => values.indexOf(value) !== index);
    expect(repeated(bank.map((one) => one.id))).toEqual([]);
    expect(repeated(bank.map((one) => one.stem.replaceAll(/[\s\p{P}]/gu, "")))).toEqual([]);
    expect(repeated(chapters.map((one) => one.chapter))).toEqual([]);
  });

  it("points every key at options that exist, each once and in order", () => {
    for (const one of bank) {
      if (one.kind !== "single" && one.kind !== "multiple") continue;
      const letters = [...one.key];
      expect(letters.toSorted(), one.id).toEqual(letters);
      expect(new Set(letters).size, one.id).toBe(letters.length);
      expect(letters.at(-1)!.charCodeAt(0) - 65, one.id).toBeLessThan(one.options.length);
      expect(new Set(one.options).size, one.id).toBe(one.options.length);
    }
  });

  it("gives no letter and neither truth value away by being the likelier key", () => {
    const singles = bank.filter((one) => one.kind === "single");
    for (const letter of "ABCD") {
      const share = singles.filter((one) => one.key === letter).length / singles.length;
      expect(share, letter).toBeGreaterThan(0.2);
      expect(share, letter).toBeLessThan(0.3);
    }
    const truths = bank.filter((one) => one.kind === "trueFalse");
    const truthful = truths.filter((one) => one.key).length / truths.length;
    expect(truthful).toBeGreaterThan(0.35);
    expect(truthful).toBeLessThan(0.65);
  });

  it("does not let the longest option be the right one too often", () => {
    const singles = bank.filter((one) => one.kind === "single");
    const given = singles.filter((one) => {
      const lengths = one.options.map((option) => option.length);
      const right = lengths[one.key.charCodeAt(0) - 65]!;
      return lengths.filter((length) => length >= right).length === 1;
    });
    expect(given.length / singles.length).toBeLessThan(0.5);
  });

  it("has as many blanks in a stem as lists of accepted answers", () => {
    for (const one of bank) {
      if (one.kind !== "fillIn") continue;
      expect(one.stem.match(/_{4,}/g)?.length ?? 0, one.id).toBe(one.blanks.length);
    }
  });

  it("never leans on a neighbour, since papers are drawn and shuffled", () => {
    for (const one of bank) expect(one.stem, one.id).not.toMatch(/上题|上一题|下题|同上/);
  });
});
