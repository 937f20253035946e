// probe X Y RRGGBB|any cmd...   : exec cmd with T0_NS set, poll one screen pixel, print ms until it has that colour.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
static long long ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}
int main(int c, char** v) {
  if (c < 5) return 2;
  int x = atoi(v[1]), y = atoi(v[2]);
  long want = strtol(v[3], 0, 16);
  Display* d = XOpenDisplay(0);
  if (!d) return 3;
  Window r = DefaultRootWindow(d);
  long long t0 = ns();
  char b[32];
  snprintf(b, 32, "%lld", t0);
  setenv("T0_NS", b, 1);
  pid_t p = fork();
  if (!p) {
    setpgid(0, 0);
    execvp(v[4], v + 4);
    _exit(127);
  }
  printf("PID %d\n", p);
  fflush(stdout);
  int hit = 0;
  for (;;) {
    if (!hit) {
      XImage* i = XGetImage(d, r, x, y, 1, 1, AllPlanes, ZPixmap);
      if (i) {
        long px = XGetPixel(i, 0, 0) & 0xffffff;
        XDestroyImage(i);
        if (px == want) {
          hit = 1;
          printf("FIRSTPAINT %.1f\n", (ns() - t0) / 1e6);
          fflush(stdout);
        }
      }
      usleep(400);
      if (ns() - t0 > 60e9) {
        printf("TIMEOUT\n");
        fflush(stdout);
        hit = 1;
      }
    } else {
      int s;
      waitpid(p, &s, 0);
      return 0;
    }
    int s;
    if (!hit && waitpid(p, &s, WNOHANG) == p) {
      printf("EXITED %d\n", s);
      return 1;
    }
  }
}
