/* A complete host in C11, on pixels of its own: see host_in_c11.c. */
#ifndef HOST_IN_C11_H
#define HOST_IN_C11_H

#ifdef __cplusplus
extern "C" {
#endif

/* Loads the library, drives one complaint from the tap on the tab to Done, and unloads. 0: all went as it should;
   otherwise `why` says in a sentence what did not. `picture_path`, which may be null, gets the last sheet as a PPM. */
int host_in_c11_plays(const char* library_path, const char* library_dir, const char* assets_dir, const char* data_dir,
                      const char* picture_path, char* why, unsigned why_bytes);

#ifdef __cplusplus
}
#endif

#endif
