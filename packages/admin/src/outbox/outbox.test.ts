import { expect, test } from "vitest";
import { type Attempt, type Parcel, readParcels, sendParcels, writeParcel } from "./outbox.js";

function shelf() {
  const kept = new Map<string, string>([
    ["manyi.locale", "en"],
    ["manyi.outbox.broken", "{"],
  ]);
  return {
    get length() {
      return kept.size;
    },
    key: (i: number) => [...kept.keys()][i] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
const parcel = (id: string, owner = "1:me"): Parcel => ({
  id,
  kind: "note",
  owner,
  writtenAt: `2026-03-02T00:00:0${id}Z`,
  body: { text: id },
});

test("what waits is sent oldest first, and leaves only when the server has it", async () => {
  const box = shelf();
  for (const id of ["2", "1", "3"]) writeParcel(box, parcel(id));
  const sent: string[] = [];
  const answers: Attempt[] = ["taken", "later"];
  const send = async ({ id }: Parcel): Promise<Attempt> => {
    sent.push(id);
    return answers.shift() ?? "taken";
  };
  expect(await sendParcels(box, "1:me", send)).toBe(false);
  expect([sent, readParcels(box).map(({ id }) => id)]).toEqual([
    ["1", "2"],
    ["2", "3"],
  ]);
  expect(await sendParcels(box, "1:me", send)).toBe(true);
  expect(readParcels(box)).toEqual([]);
});

test("what the server refuses stays with its reason, is not tried again by itself, and holds up nothing", async () => {
  const box = shelf();
  for (const id of ["1", "2"]) writeParcel(box, parcel(id));
  const reason = { "zh-CN": "没有找到。", en: "Not found." };
  const send = async ({ id }: Parcel): Promise<Attempt> => (id === "1" ? reason : "taken");
  expect(await sendParcels(box, "1:me", send)).toBe(true);
  expect(readParcels(box)).toMatchObject([{ id: "1", refused: reason }]);
  let tries = 0;
  await sendParcels(box, "1:me", async () => {
    tries += 1;
    return "taken";
  });
  expect(tries).toBe(0);
});

test("on a shared phone nobody sends what another person wrote", async () => {
  const box = shelf();
  writeParcel(box, parcel("1", "1:somebody"));
  await sendParcels(box, "1:me", async () => "taken");
  expect(readParcels(box)).toHaveLength(1);
});
