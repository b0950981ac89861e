import {
  AudioOutlined,
  CarryOutOutlined,
  FileDoneOutlined,
  HomeOutlined,
  LineChartOutlined,
  SettingOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { RoomName } from "./rooms.js";

const icons = {
  home: HomeOutlined,
  listen: AudioOutlined,
  understand: LineChartOutlined,
  act: CarryOutOutlined,
  prove: FileDoneOutlined,
  customers: TeamOutlined,
  platform: SettingOutlined,
} as const;

export function RoomIcon({ room }: { readonly room: RoomName }) {
  const Icon = icons[room];
  return <Icon aria-hidden="true" />;
}
