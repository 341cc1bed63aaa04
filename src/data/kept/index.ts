export { Checksum } from './checksum';
export { compareFiles, type Compared } from './compare';
export { DeviceError, faultOf, type Fault } from './fault';
export { FORMAT, seal, sha256, unseal, type Unsealed } from './seal';
export {
  joined,
  readKept,
  readStanding,
  without,
  type Kept,
  type KeptFile,
  type Standing,
  type StandingFile,
  type StandingTable,
} from './standing';
