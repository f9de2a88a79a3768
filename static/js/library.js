// The library: sources to tick.

import { offerAll } from "./ticking.js";

offerAll("sources");
