import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { ask, useChange } from "../api.js";
import { useFormat } from "../format/index.js";
import { changeLocale } from "../i18n.js";
import { forgetKept } from "../outbox/index.js";
import { useSession } from "../session.js";
import { LocaleSwitch } from "../ui/locale-switch.js";
import { Logo } from "../ui/logo.js";
import { roomOf, useRooms } from "./rooms.js";
import { Search } from "./search.js";

/** Where one is, the search, the language, and oneself. */
export function TopBar({ path }: { readonly path: string }) {
  const update = useChange(api.session.update, "session");
  return (
    <header className="top">
      <Link to="/" className="top-brand" aria-hidden="true" tabIndex={-1}>
        <Logo />
      </Link>
      <Crumbs path={path} />
      <Search />
      <LocaleSwitch
        onChange={async (locale) => {
          await changeLocale(locale);
          update.mutate({ body: { locale } });
        }}
      />
      <Person />
    </header>
  );
}

function Crumbs({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const room = useRooms().find(({ name }) => name === roomOf(path));
  const page = room?.pages.find((candidate) => path.startsWith(candidate.path));
  return (
    <nav className="crumbs" aria-label={t("place")}>
      {room === undefined ? null : page === undefined ? (
        <b aria-current="page">{t(`room.${room.name}`)}</b>
      ) : (
        <>
          <Link to={room.path}>{t(`room.${room.name}`)}</Link>
          <span aria-hidden="true"> / </span>
          <Link to={page.path} className="crumb-here" aria-current={path === page.path ? "page" : undefined}>
            {t(`page.${page.menu}`)}
          </Link>
        </>
      )}
    </nav>
  );
}

function Person() {
  const { t } = useTranslation();
  const format = useFormat();
  const { user, organisation, organisations, roles } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();

  async function look(organisationId: number): Promise<void> {
    await ask(api.session.update, { body: { organisationId } });
    await forgetKept();
    await navigate({ to: "/" });
    await queries.resetQueries();
  }
  async function leave(): Promise<void> {
    await ask(api.session.signOut, {});
    await forgetKept();
    queries.clear();
    await navigate({ to: "/sign-in" });
  }
  const items = [
    {
      type: "group" as const,
      key: "person",
      label: (
        <>
          <b className="person-name">{user.name}</b>
          <br />
          {user.email}
          <br />
          {roles.map((role) => t(`role.${role}`)).join(" · ")}
        </>
      ),
    },
    { type: "divider" as const },
    ...organisations.map((one) => ({
      key: String(one.id),
      label: (
        <>
          {format.words(one.name) || t("unnamed")}
          {one.isDemo ? <span className="tag"> {t("demo.label")}</span> : null}
        </>
      ),
      onClick: () => void look(one.id),
    })),
    { type: "divider" as const },
    { key: "leave", label: t("signOut"), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items, selectedKeys: [String(organisation.id)] }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="person" aria-label={t("person", { name: user.name })}>
        {initials(user.name)}
      </button>
    </Dropdown>
  );
}

/** One Chinese character, or up to two Latin initials. */
function initials(name: string): string {
  const [first = "", second = ""] = name.trim().split(/\s+/);
  return /\p{Script=Han}/u.test(first) ? first.slice(0, 1) : `${first.slice(0, 1)}${second.slice(0, 1)}`.toUpperCase();
}
