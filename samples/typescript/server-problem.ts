/** Why an attempt failed, as the server says it. After 429 and 5xx go on trying; after any other status it does not help. */
export interface ServerProblem {
  status: number;
  title: string;
  detail: string;
}

/** An error of the hub ends with a problem, from the first brace on. A failed handshake does not say why; REST does. */
export async function problemOf(error: unknown, server: string, token: string): Promise<ServerProblem> {
  const said = error instanceof Error ? error.message : String(error);
  try {
    if (said.includes("{")) return JSON.parse(said.slice(said.indexOf("{"))) as ServerProblem;
    const me = await fetch(new URL("/api/v1/me", server), token === "" ? {} : { headers: { Authorization: `Bearer ${token}` } });
    if (!me.ok) return (await me.json()) as ServerProblem;
  } catch {
    // Nobody is there, or something in between answered in its own words.
  }
  return { status: 503, title: "No connection", detail: said };
}
