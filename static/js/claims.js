// The desk's claims: claims to tick.

import { offerAll } from "./ticking.js";

offerAll("claims");
