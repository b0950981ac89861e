/** Somebody of a source: the register of customers, or a list that was brought. */
export type Person = {
  readonly customerId: string | null;
  readonly externalId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly unitId: number | null;
  readonly segmentId: number | null;
  readonly stratum: string | null;
};

/**
 * A number as it is compared: without spaces, brackets, dashes and the country code of the mainland.
 *
 * @returns null when it cannot be a number
 */
export function phoneKey(phone: string | null): string | null {
  const digits = (phone ?? "").replace(/[\s().-]/g, "").replace(/^(\+|00)86(?=1\d{10}$)/, "");
  return /^\+?\d{7,15}$/.test(digits) ? digits : null;
}

/** An address as it is compared. @returns null when it cannot be one */
export function emailKey(email: string | null): string | null {
  const text = (email ?? "").trim().toLowerCase();
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(text) ? text : null;
}

/** Everything by which two entries are the same person. */
export function keysOf({ customerId, externalId, phone, email }: Pick<Person, "customerId" | "externalId" | "phone" | "email">): string[] {
  const [number, address] = [phoneKey(phone), emailKey(email)];
  return [
    ...(customerId === null ? [] : [`customer ${customerId}`]),
    ...(externalId === null || externalId === "" ? [] : [`id ${externalId}`]),
    ...(number === null ? [] : [`phone ${number}`]),
    ...(address === null ? [] : [`email ${address}`]),
  ];
}
