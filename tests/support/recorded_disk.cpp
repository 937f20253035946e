#include "support/recorded_disk.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <new>
#include <set>

#include <sqlite3.h>

namespace amends {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;

struct Disk {
  fs::path folder;
  Recording recording;
  std::string lied_about;
  bool fails_syncs = false;
};

Disk& disk() {
  static Disk one;
  return one;
}

sqlite3_vfs* real_disk() {
  static sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
  return real;
}

struct RecordedFile {
  sqlite3_file base;
  std::string* name;  // within the folder; null: not recorded
};

// The real file lies behind ours, where SQLite has left room for both.
sqlite3_file* real_file(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(RecordedFile));
}

const std::string* name_of(sqlite3_file* file) {
  return reinterpret_cast<RecordedFile*>(file)->name;
}

void record(DiskOperation operation) {
  disk().recording.operations.push_back(std::move(operation));
}

int close_file(sqlite3_file* file) {
  delete reinterpret_cast<RecordedFile*>(file)->name;
  return real_file(file)->pMethods->xClose(real_file(file));
}

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 place) {
  return real_file(file)->pMethods->xRead(real_file(file), bytes, size, place);
}

int write_file_part(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 place) {
  if (const std::string* name = name_of(file)) {
    record({DiskOperation::Kind::write, *name, static_cast<std::uint64_t>(place),
            std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  }
  return real_file(file)->pMethods->xWrite(real_file(file), bytes, size, place);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (const std::string* name = name_of(file)) {
    record({DiskOperation::Kind::cut, *name, static_cast<std::uint64_t>(size), {}});
  }
  return real_file(file)->pMethods->xTruncate(real_file(file), size);
}

// The real disk needn't sync: only what is recorded is ever cut off.
int sync_file(sqlite3_file* file, int) {
  if (disk().fails_syncs) return SQLITE_IOERR_FSYNC;
  const std::string* name = name_of(file);
  const bool is_lie = name != nullptr && !disk().lied_about.empty() && name->ends_with(disk().lied_about);
  if (name != nullptr && !is_lie) record({DiskOperation::Kind::sync, *name, 0, {}});
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real_file(file)->pMethods->xFileSize(real_file(file), size);
}

int lock_level(sqlite3_file* file, int level) {
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

int sector_size(sqlite3_file*) {
  return kSector;
}

int characteristics(sqlite3_file*) {
  return 0;
}

int map_shared(sqlite3_file* file, int page, int page_size, int extend, void volatile** memory) {
  return real_file(file)->pMethods->xShmMap(real_file(file), page, page_size, extend, memory);
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
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

std::string* name_within(const char* path) {
  const fs::path& folder = disk().folder;
  if (path == nullptr || folder.empty() || fs::path(path).parent_path() != folder) return nullptr;
  return new std::string(fs::path(path).filename().string());
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  auto* recorded = new (file) RecordedFile{{nullptr}, name_within(path)};
  const bool is_new = recorded->name != nullptr && !fs::exists(path);
  const int code = real_disk()->xOpen(real_disk(), path, real_file(file), flags, flags_out);
  if (code != SQLITE_OK) {
    delete recorded->name;
    return code;
  }
  if (is_new) record({DiskOperation::Kind::create, *recorded->name, 0, {}});
  recorded->base.pMethods = &kMethods;
  return code;
}

int delete_file(sqlite3_vfs*, const char* path, int is_durable) {
  if (const std::string* name = name_within(path)) {
    if (fs::exists(path)) record({DiskOperation::Kind::remove, *name, 0, {}, is_durable != 0});
    delete name;
  }
  return real_disk()->xDelete(real_disk(), path, 0);
}

// One file as a cut may leave it: what is on the disk for certain, and what came since.
struct Shadow {
  bool is_there = false;
  std::string synced;
  std::vector<const DiskOperation*> since;
};

void put(std::string& file, std::uint64_t place, std::string_view bytes) {
  if (file.size() < place + bytes.size()) file.resize(place + bytes.size());
  file.replace(place, bytes.size(), bytes);
}

void apply_all(std::string& file, const std::vector<const DiskOperation*>& operations) {
  for (const DiskOperation* operation : operations) {
    if (operation->kind == DiskOperation::Kind::write) put(file, operation->place, operation->bytes);
    if (operation->kind == DiskOperation::Kind::cut) file.resize(operation->place);
  }
}

// How the unsynced part of a file fares; a mood holds for a whole file, so that each kind of loss is met often.
enum class Mood : std::uint8_t { all_kept, all_lost, by_write, by_sector, garbage };

void apply_some(std::string& file, const std::vector<const DiskOperation*>& operations, std::mt19937_64& random) {
  const auto chance = [&](unsigned of) { return random() % of == 0; };
  const auto mood = static_cast<Mood>(random() % 5);
  if (mood == Mood::all_lost) return;
  if (mood == Mood::all_kept) return apply_all(file, operations);
  for (const DiskOperation* operation : operations) {
    if (operation->kind == DiskOperation::Kind::cut && chance(2)) file.resize(operation->place);
    if (operation->kind != DiskOperation::Kind::write) continue;
    if (mood == Mood::by_write) {
      if (chance(2)) put(file, operation->place, operation->bytes);
      continue;
    }
    for (std::size_t at = 0; at < operation->bytes.size(); at += kSector) {
      if (chance(2)) continue;
      std::string sector = operation->bytes.substr(at, kSector);
      if (mood == Mood::garbage && chance(4)) {
        for (char& letter : sector)
          letter = static_cast<char>(random());
      }
      put(file, operation->place + at, sector);
    }
  }
}

bool is_of_sqlite(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with("ledger.sqlite") && !name.ends_with("-shm");
}

}  // namespace

const char* recorded_disk() {
  static sqlite3_vfs made = [] {
    sqlite3_vfs vfs = *real_disk();
    vfs.szOsFile = static_cast<int>(sizeof(RecordedFile)) + real_disk()->szOsFile;
    vfs.zName = "recorded";
    vfs.pNext = nullptr;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    return vfs;
  }();
  static const int registered = sqlite3_vfs_register(&made, 0);
  return registered == SQLITE_OK ? made.zName : "";
}

void start_recording(const fs::path& folder) {
  disk().folder = folder;
  disk().recording = {read_image(folder), {}};
}

const Recording& recording() {
  return disk().recording;
}

DiskImage after_power_loss(const Recording& of, std::size_t operations, std::mt19937_64& random) {
  std::map<std::string, Shadow> files;
  for (const auto& [name, bytes] : of.before)
    files[name] = {true, bytes, {}};
  for (std::size_t at = 0; at < operations; ++at) {
    const DiskOperation& operation = of.operations[at];
    Shadow& file = files[operation.file];
    switch (operation.kind) {
      case DiskOperation::Kind::create:
        file = {false, {}, {}};
        break;
      case DiskOperation::Kind::write:
      case DiskOperation::Kind::cut:
        file.since.push_back(&operation);
        break;
      case DiskOperation::Kind::sync:
        apply_all(file.synced, file.since);
        file.since.clear();
        file.is_there = true;
        break;
      case DiskOperation::Kind::remove:
        if (operation.is_durable || random() % 2 == 0) file = {};
        break;
    }
  }
  DiskImage image;
  for (auto& [name, file] : files) {
    // A file that was made and never synced may have no name yet.
    if (!file.is_there && (file.since.empty() || random() % 2 == 0)) continue;
    apply_some(file.synced, file.since, random);
    image[name] = std::move(file.synced);
  }
  return image;
}

DiskImage read_image(const fs::path& folder) {
  DiskImage image;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!is_of_sqlite(entry.path())) continue;
    std::string bytes(entry.file_size(), '\0');
    std::ifstream(entry.path(), std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    image[entry.path().filename().string()] = std::move(bytes);
  }
  return image;
}

void write_image(const DiskImage& image, const fs::path& folder) {
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (is_of_sqlite(entry.path()) || entry.path().string().ends_with("-shm")) old.push_back(entry.path());
  }
  for (const fs::path& path : old)
    fs::remove(path);
  for (const auto& [name, bytes] : image) {
    std::ofstream stream(folder / name, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
}

void fail_syncs(bool are_failing) {
  disk().fails_syncs = are_failing;
}

void lie_about_syncs_of(const std::string& suffix) {
  disk().lied_about = suffix;
}

}  // namespace amends
