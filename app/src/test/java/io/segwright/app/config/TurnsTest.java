package io.segwright.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.graph.store.StoreInUseException;
import io.segwright.graph.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
    @TempDir private Path folder;

    @Test
    void besideAFollowerAReaderWaitsForItsTurnAndElseIsRefusedAtOnce() throws Exception {
        Path data = folder.resolve("data");
        List<String> told = new ArrayList<>();
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
                FollowLock _ = FollowLock.take(data)) {
            Future<Integer> devices;
            try (DataDirectory _ = DataDirectory.open(data)) {
                devices = reader.submit(() -> read(data, told));
            }
            assertThat(devices.get(1, TimeUnit.MINUTES)).isZero();
        }
        try (DataDirectory _ = DataDirectory.open(data)) {
            assertThatThrownBy(() -> Turns.open(data, told::add))
                    .isInstanceOf(StoreInUseException.class);
        }
    }

    private static int read(Path data, List<String> told) throws Exception {
        try (DataDirectory mine = Turns.open(data, told::add)) {
            return mine.graph().snapshot().devices().size();
        }
    }

    @Test
    void onlyOneFollows() throws Exception {
        assertThat(FollowLock.holder(folder)).isEmpty();
        String pid = Long.toString(ProcessHandle.current().pid());
        try (FollowLock _ = FollowLock.take(folder)) {
            assertThat(FollowLock.holder(folder)).contains(pid);
            assertThatThrownBy(() -> FollowLock.take(folder))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage(
                            folder
                                    + " is kept up to date by collect --follow (pid "
                                    + pid
                                    + "): stop that first, or choose another data directory with"
                                    + " --data DIR");
        }
        assertThat(FollowLock.holder(folder)).isEmpty();
        FollowLock.take(folder).close();
    }

    @Test
    void aFileIsNoDirectoryToFollowIn() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> FollowLock.take(file))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage(file + " is a file: choose another data directory with --data DIR");
        assertThat(FollowLock.holder(file)).isEmpty();
    }
}
