// The page of a source: its origin is chosen while its title is typed.

import { offerSources } from "./sources.js";

offerSources();
