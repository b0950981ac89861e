import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { roomOf, useRooms } from "./rooms.js";

/** The pages of the open room in one row, where the side bar has no space to list them. */
export function PageTabs({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const room = useRooms().find(({ name }) => name === roomOf(path));
  if (room === undefined || room.pages.length < 2) return null;
  return (
    <nav className="page-tabs" aria-label={t("pagesOf", { room: t(`room.${room.name}`) })}>
      {room.pages.map((page) => (
        <Link key={page.path} to={page.path} data-here={path.startsWith(page.path)}>
          {t(`page.${page.menu}`)}
        </Link>
      ))}
    </nav>
  );
}
