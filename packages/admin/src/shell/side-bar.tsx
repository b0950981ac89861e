import { ApartmentOutlined } from "@ant-design/icons";
import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";
import { useMay, useSession } from "../session.js";
import { Logo } from "../ui/logo.js";
import { RoomIcon } from "./room-icon.js";
import { roomOf, useRooms } from "./rooms.js";

/** Cases late or nearly late: the only count the menu carries. */
export function useWorkDue(): number {
  const may = useMay();
  const cases = useReading(api.cases.list, { query: { view: "open", limit: 1 } }, { enabled: may("cases:read") });
  return cases.data === undefined ? 0 : cases.data.counts.breached + cases.data.counts.dueSoon;
}

/** Six rooms; the open one lists its pages. Under 1200 px only the icons stand. */
export function SideBar({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const due = useWorkDue();
  const here = roomOf(path);
  return (
    <nav className="side" aria-label={t("menu")}>
      <Link to="/" className="side-brand" title={t("brand")}>
        <Logo />
        <span className="side-name">{t("name")}</span>
        <span className="side-latin">Manyi</span>
      </Link>
      <ul className="side-rooms">
        {rooms.map((room) => (
          <li key={room.name} className={room.gap ? "side-gap" : undefined}>
            <Link to={room.path} className="side-room" data-here={room.name === here} title={t(`room.${room.name}`)}>
              <RoomIcon room={room.name} />
              <span className="side-label">{t(`room.${room.name}`)}</span>
              {room.name === "act" && due > 0 ? (
                <span className="side-due">
                  <span className="visually-hidden">{t("due")}</span>
                  {due}
                </span>
              ) : null}
            </Link>
            {room.name === here && room.pages.length > 0 ? (
              <ul className="side-pages">
                {room.pages.map((page) => (
                  <li key={page.path} className={page.gap ? "side-gap" : undefined}>
                    <Link to={page.path} className="side-page" data-here={path.startsWith(page.path)}>
                      {t(`page.${page.menu}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
      <Scope />
    </nav>
  );
}

/** Whose data is on the page. */
function Scope() {
  const { t } = useTranslation();
  const format = useFormat();
  const { organisation, unitIds } = useSession();
  const vocabulary = useReading(api.org.vocabulary, {}, { enabled: unitIds.length > 0 });
  const units = vocabulary.data?.units.filter(({ id }) => unitIds.includes(id)) ?? [];
  const scope =
    unitIds.length === 0 ? t("stores", { count: organisation.stores }) : units.map(({ name }) => format.words(name)).join(" · ");
  return (
    <div className="side-scope">
      <ApartmentOutlined aria-hidden="true" />
      <span>
        <b>{format.words(organisation.name)}</b>
        <br />
        {scope}
      </span>
    </div>
  );
}
