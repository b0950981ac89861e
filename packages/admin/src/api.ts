import { addressOf, call, type In, type Out, type PagedRoute, type PageOf, type Problem, Refusal, type RouteSpec } from "@manyi/contracts";
import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

/** One call to the server. */
export function ask<R extends RouteSpec>(spec: R, input: In<R>, signal?: AbortSignal): Promise<Out<R>> {
  return call((path, init) => fetch(path, { ...init, credentials: "same-origin", ...(signal ? { signal } : {}) }), spec, input);
}

/** Sends a file to a route that takes one. @param fields of the form, before the file */
export function sendFile<R extends RouteSpec>(
  spec: R,
  input: In<R>,
  file: File,
  fields: Readonly<Record<string, string>> = {},
): Promise<Out<R>> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  return call((path, init) => fetch(path, { ...init, body, credentials: "same-origin" }), spec, input);
}

/** `/api/v1/figures/trend` belongs to "figures": what a live notice or a change makes stale is named by slice. */
export function sliceOf(spec: RouteSpec): string {
  return spec.path.split("/")[3] ?? "";
}

/** How react-query reads one route: the key is the slice and the full address. @param staleTime milliseconds an answer counts as fresh */
export function reading<R extends RouteSpec>(spec: R, input: In<R>, staleTime = 15_000) {
  return queryOptions({
    queryKey: [sliceOf(spec), addressOf(spec, input as object)],
    queryFn: ({ signal }) => ask(spec, input, signal),
    staleTime,
  });
}

/** Reads a route and keeps it; the figures shown stay while newer ones are on their way. */
export function useReading<R extends RouteSpec>(spec: R, input: In<R>, options: { readonly enabled?: boolean } = {}) {
  return useQuery({ ...reading(spec, input), ...options, placeholderData: keepPreviousData });
}

/** Which answers of a route are pages of a list. */
export const pagesOf = (spec: RouteSpec) => [sliceOf(spec), "pages"] as const;

/** Reads a list page by page; what is shown stays while another list is on its way. */
export function usePages<R extends PagedRoute>(spec: R, query: object, options: { readonly refetchInterval?: number } = {}) {
  return useInfiniteQuery({
    queryKey: [...pagesOf(spec), addressOf(spec, { query })],
    queryFn: ({ pageParam, signal }) =>
      ask(spec, { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } } as In<R>, signal) as Promise<PageOf<R>>,
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    ...options,
  });
}

/** Calls a route that changes something; afterwards everything of the named slices is read again. */
export function useChange<R extends RouteSpec>(spec: R, ...slices: readonly string[]) {
  const client = useQueryClient();
  return useMutation<Out<R>, Error, In<R>>({
    mutationFn: (input) => ask(spec, input),
    onSuccess: () => Promise.all(slices.map((slice) => client.invalidateQueries({ queryKey: [slice] }))),
  });
}

/** The refusal behind an error; a broken connection reads as one of its own. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  return {
    code: "UNREACHABLE",
    message: {
      "zh-CN": "没有连上服务器。请检查网络，稍后重试。",
      en: "The server could not be reached. Check the connection and try again.",
    },
    at: [],
  };
}

/** A refusal is an answer and is not asked again; a lost connection and a starting server are, twice. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && (!(error instanceof Refusal) || error.status === 503);
}

/** @param onSignedOut called when the server says that nobody is signed in any more */
export function createQueries(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof Refusal && error.status === 401 && query.queryKey[0] !== "session") onSignedOut();
      },
    }),
    defaultOptions: { queries: { retry: shouldRetry } },
  });
}
