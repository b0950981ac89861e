import { api } from "@manyi/contracts";
import { useReading } from "../api.js";
import { addDays } from "../format/date.js";
import { useFormat } from "../format/index.js";
import { useMay } from "../session.js";

/** Products named within the last year, most spoken of first; read once they are wanted. */
export function useProductNames(isWanted: boolean): readonly string[] {
  const { today } = useFormat();
  const may = useMay();
  const query = { from: addDays(today, -364), to: today };
  const known = useReading(api.themes.subjects, { query }, { enabled: isWanted && may("voices:read") });
  return (known.data?.items ?? []).filter(({ kind }) => kind === "product").map(({ key }) => key);
}
