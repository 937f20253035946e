// How Dear ImGui is built into the overlay and, as a copy of its own, into the till.
// Promises: glyphs come from FreeType, all of Unicode can be typed, assertions stay on.
// Refuses: file access (fonts are handed over as memory), the demo window, names that ImGui has retired.

#pragma once

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_KEYIO
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_ENABLE_FREETYPE
// A guest's name may hold any character: with 16 bits those beyond the first plane would be lost on editing.
#define IMGUI_USE_WCHAR32
