import { api, type SessionReply } from "@manyi/contracts";
import type { Permission } from "@manyi/core/access";
import { useSuspenseQuery } from "@tanstack/react-query";
import { reading } from "./api.js";
import { inZone } from "./format/date.js";

/** Who is signed in; kept until something changes it. */
export const sessionReading = reading(api.session.get, {}, Number.POSITIVE_INFINITY);

/** The signed-in person. Only inside the shell, which opens no page before it knows. */
export function useSession(): SessionReply {
  return useSuspenseQuery(sessionReading).data;
}

/** Whether the signed-in person may do something. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** The organisation's time zone and its calendar day by the reader's clock. */
export function useClock(): { timeZone: string; today: string } {
  const { organisation } = useSession();
  return { timeZone: organisation.timeZone, today: inZone(new Date().toISOString(), organisation.timeZone).day };
}
