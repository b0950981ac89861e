import { MenuOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RoomIcon } from "./room-icon.js";
import { roomOf, useRooms } from "./rooms.js";
import { useWorkDue } from "./side-bar.js";

/** The rooms a phone keeps at the thumb, in this order; all others are behind the fourth button. */
const atThumb = ["home", "understand", "act", "listen", "prove", "platform", "customers"];

/** Three rooms and the menu, on phones. */
export function BottomBar({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const due = useWorkDue();
  const [open, setOpen] = useState(false);
  const here = roomOf(path);
  const shown = rooms.toSorted((a, b) => atThumb.indexOf(a.name) - atThumb.indexOf(b.name)).slice(0, 3);
  return (
    <nav className="bottom" aria-label={t("menu")}>
      {shown.map((room) => (
        <Link key={room.name} to={room.path} className="bottom-item" data-here={room.name === here}>
          <RoomIcon room={room.name} />
          <span>
            {t(`room.${room.name}`)}
            {room.name === "act" && due > 0 ? <b className="bottom-due"> {due}</b> : null}
          </span>
        </Link>
      ))}
      <button type="button" className="bottom-item" aria-expanded={open} onClick={() => setOpen(true)}>
        <MenuOutlined aria-hidden="true" />
        <span>{t("more")}</span>
      </button>
      <Drawer title={t("menu")} placement="bottom" size="auto" open={open} onClose={() => setOpen(false)}>
        <ul className="bottom-menu">
          {rooms.map((room) => (
            <li key={room.name}>
              <Link to={room.path} className="bottom-room" onClick={() => setOpen(false)}>
                <RoomIcon room={room.name} /> {t(`room.${room.name}`)}
              </Link>
              {room.pages.map((page) => (
                <Link key={page.path} to={page.path} className="bottom-page" onClick={() => setOpen(false)}>
                  {t(`page.${page.menu}`)}
                </Link>
              ))}
            </li>
          ))}
        </ul>
      </Drawer>
    </nav>
  );
}
