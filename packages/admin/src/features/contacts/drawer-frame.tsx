import { Drawer } from "antd";
import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly size: number;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A drawer whose form begins anew every time it opens. */
export function DrawerFrame({ title, size, open, onClose, children }: Props) {
  return (
    <Drawer title={title} size={size} open={open} onClose={onClose} destroyOnHidden>
      {open ? children : null}
    </Drawer>
  );
}
