import type { api } from "@manyi/contracts";
import { dayOfIsoDate } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { todayOf } from "./plans.js";
import type { Design } from "./question.js";

type Sent = Omit<z.output<typeof api.effects.preview.body>, "comparison"> & { readonly comparison: readonly number[] };

/** How far a start may lie from today, and the starts of one roll-out from each other. */
const REACH = { back: 3650, ahead: 366, apart: 366 } as const;

/** A design as it was sent. @throws {AppError} INVALID_INPUT when its days lie too far away or apart */
export function designFrom(ctx: Context, sent: Sent): Design {
  const { metric, surveyId, comparison, beforeDays, afterDays, planned } = sent;
  const treated = sent.treated.map(({ unitId, startOn }) => ({ unitId, startDay: dayOfIsoDate(startOn) }));
  const days = treated.map(({ startDay }) => startDay);
  const [first, last, today] = [Math.min(...days), Math.max(...days), todayOf(ctx)];
  if (first < today - REACH.back || last > today + REACH.ahead || last - first > REACH.apart) {
    throw new AppError("INVALID_INPUT", [
      {
        path: "body.treated",
        "zh-CN": "开始日期应在最近十年到一年之内，分批的首尾相差不超过一年",
        en: "It begins within the last ten years or the next one, and its steps lie within a year",
      },
    ]);
  }
  return { metric, surveyId, treated, comparison, beforeDays, afterDays, planned };
}
