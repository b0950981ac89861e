import { addressOf, type In, type Out, type RouteSpec } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf } from "../api.js";
import { ProblemNotice } from "./problem-notice.js";
import "./list.css";

/**
 * What stands behind masks, once somebody asks for it. Each reading is logged, so nothing else brings it back: it is read again only when
 * the thing itself has changed, and forgotten with the page.
 *
 * @param version of the thing, e.g. its revision
 */
export function useOriginal<R extends RouteSpec>(spec: R, input: In<R>, version: number | string) {
  const [isAsked, setAsked] = useState(false);
  const query = useQuery<Out<R>>({
    queryKey: ["original", addressOf(spec, input as object), version],
    queryFn: () => ask(spec, input),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return {
    /** null until it was asked for and has come */
    shown: query.data ?? null,
    isWaiting: isAsked && query.isPending,
    problem: query.isError ? problemOf(query.error) : null,
    show: () => {
      if (isAsked) void query.refetch();
      else setAsked(true);
    },
  };
}

type Original = Pick<ReturnType<typeof useOriginal>, "isWaiting" | "problem" | "show"> & { readonly shown: unknown };

/** The one way to see an original; gone once it is shown. */
export function ShowOriginal({ original, withContact = true }: { readonly original: Original; readonly withContact?: boolean }) {
  const { t } = useTranslation("shell");
  if (original.shown !== null) return null;
  return (
    <div className="show-original">
      <Button size="small" loading={original.isWaiting} onClick={original.show}>
        {t(withContact ? "original.show" : "original.showText")}
      </Button>{" "}
      <span className="caption">{t("original.about")}</span>
      {original.problem === null ? null : <ProblemNotice problem={original.problem} />}
    </div>
  );
}

/** A number to call and an address to write to, in one touch. */
export function Reach({ phone, email }: { readonly phone: string | null; readonly email: string | null }) {
  return (
    <>
      {phone === null ? null : <a href={`tel:${phone}`}>{phone}</a>}
      {phone === null || email === null ? "" : " · "}
      {email === null ? null : <a href={`mailto:${email}`}>{email}</a>}
    </>
  );
}
