// Articles sent together.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { offerAll } from "./ticking.js";

offerAll("seen");
keepForms();
listenForKeys({});
