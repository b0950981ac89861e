import { api } from "@manyi/contracts";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

/** Attributes 测评要素 of the organisation, to link questions to. */
export function useAttributes(): readonly { readonly code: string; readonly name: string; readonly parentCode: string | null }[] {
  const format = useFormat();
  const { data } = useReading(api.org.vocabulary, {});
  return (data?.attributes ?? []).map(({ code, name, parentCode }) => ({ code, name: format.words(name) || code, parentCode }));
}

/** The name of an attribute; an unknown code stands for itself. */
export function useAttributeName(): (code: string) => string {
  const known = useAttributes();
  return (code) => known.find((one) => one.code === code)?.name ?? code;
}
