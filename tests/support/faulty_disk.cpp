#include "support/faulty_disk.hpp"

#include <cstring>
#include <new>

#include <sqlite3.h>

namespace amends {

namespace {

DiskFaults faults;

sqlite3_vfs* real_disk() {
  static sqlite3_vfs* const disk = sqlite3_vfs_find(nullptr);
  return disk;
}

struct FaultyFile {
  sqlite3_file base;
  bool is_hit;
};

// The real file lies behind ours, where SQLite has left room for both.
sqlite3_file* real_file(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(FaultyFile));
}

bool fails(std::int64_t good, std::int64_t number) {
  return good >= 0 && (number == good || (faults.is_lasting && number > good));
}

// Whether the fault hits this one of all operations.
bool is_next() {
  return fails(faults.good_operations, faults.operations++);
}

int close_file(sqlite3_file* file) {
  return real_file(file)->pMethods->xClose(real_file(file));
}

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 place) {
  if (is_next()) return SQLITE_IOERR_READ;
  return real_file(file)->pMethods->xRead(real_file(file), bytes, size, place);
}

int write_file_part(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 place) {
  if (is_next()) return faults.write_code != SQLITE_OK ? faults.write_code : SQLITE_IOERR_WRITE;
  if (reinterpret_cast<FaultyFile*>(file)->is_hit && fails(faults.good_writes, faults.writes++)) {
    return faults.write_code;
  }
  return real_file(file)->pMethods->xWrite(real_file(file), bytes, size, place);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (is_next()) return SQLITE_IOERR_TRUNCATE;
  return real_file(file)->pMethods->xTruncate(real_file(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  if (is_next()) return SQLITE_IOERR_FSYNC;
  if (reinterpret_cast<FaultyFile*>(file)->is_hit && fails(faults.good_syncs, faults.syncs++)) {
    return faults.sync_code;
  }
  return real_file(file)->pMethods->xSync(real_file(file), flags);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (is_next()) return SQLITE_IOERR_FSTAT;
  return real_file(file)->pMethods->xFileSize(real_file(file), size);
}

int lock_level(sqlite3_file* file, int level) {
  if (is_next()) return SQLITE_IOERR_LOCK;
  return real_file(file)->pMethods->xLock(real_file(file), level);
}

int unlock_level(sqlite3_file* file, int level) {
  return real_file(file)->pMethods->xUnlock(real_file(file), level);
}

int is_reserved(sqlite3_file* file, int* answer) {
  return real_file(file)->pMethods->xCheckReservedLock(real_file(file), answer);
}

int control(sqlite3_file* file, int operation, void* argument) {
  return real_file(file)->pMethods->xFileControl(real_file(file), operation, argument);
}

int sector_size(sqlite3_file* file) {
  return real_file(file)->pMethods->xSectorSize(real_file(file));
}

int characteristics(sqlite3_file* file) {
  return real_file(file)->pMethods->xDeviceCharacteristics(real_file(file));
}

int map_shared(sqlite3_file* file, int page, int page_size, int extend, void volatile** memory) {
  if (is_next()) return SQLITE_IOERR_SHMMAP;
  return real_file(file)->pMethods->xShmMap(real_file(file), page, page_size, extend, memory);
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  // Letting go can't fail: what isn't let go by the system is by the end of the program.
  if ((flags & SQLITE_SHM_LOCK) != 0 && is_next()) return SQLITE_IOERR_SHMLOCK;
  return real_file(file)->pMethods->xShmLock(real_file(file), offset, count, flags);
}

void barrier_shared(sqlite3_file* file) {
  real_file(file)->pMethods->xShmBarrier(real_file(file));
}

int unmap_shared(sqlite3_file* file, int is_deleted) {
  return real_file(file)->pMethods->xShmUnmap(real_file(file), is_deleted);
}

const sqlite3_io_methods kMethods = {
    2,           close_file,     read_file,    write_file_part, truncate_file, sync_file,       file_size,
    lock_level,  unlock_level,   is_reserved,  control,         sector_size,   characteristics, map_shared,
    lock_shared, barrier_shared, unmap_shared, nullptr,         nullptr};

bool ends_with(const char* name, const std::string& suffix) {
  const std::size_t size = name != nullptr ? std::strlen(name) : 0;
  return size >= suffix.size() && suffix.compare(0, suffix.size(), name + (size - suffix.size())) == 0;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  if (is_next()) {
    file->pMethods = nullptr;
    return SQLITE_CANTOPEN;
  }
  auto* faulty = new (file) FaultyFile{{nullptr}, ends_with(name, faults.suffix)};
  const int code = real_disk()->xOpen(real_disk(), name, real_file(file), flags, flags_out);
  faulty->base.pMethods = code == SQLITE_OK ? &kMethods : nullptr;
  return code;
}

int delete_file(sqlite3_vfs*, const char* name, int is_durable) {
  if (is_next()) return SQLITE_IOERR_DELETE;
  return real_disk()->xDelete(real_disk(), name, is_durable);
}

int access_file(sqlite3_vfs*, const char* name, int flags, int* answer) {
  if (is_next()) return SQLITE_IOERR_ACCESS;
  return real_disk()->xAccess(real_disk(), name, flags, answer);
}

}  // namespace

const char* faulty_disk() {
  static sqlite3_vfs disk = [] {
    sqlite3_vfs made = *real_disk();
    made.szOsFile = static_cast<int>(sizeof(FaultyFile)) + real_disk()->szOsFile;
    made.zName = "faulty";
    made.pNext = nullptr;
    made.xOpen = open_file;
    made.xDelete = delete_file;
    made.xAccess = access_file;
    return made;
  }();
  static const int registered = sqlite3_vfs_register(&disk, 0);
  return registered == SQLITE_OK ? disk.zName : "";
}

DiskFaults& disk_faults() {
  return faults;
}

}  // namespace amends
